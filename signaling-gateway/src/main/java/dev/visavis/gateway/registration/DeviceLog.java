package dev.visavis.gateway.registration;

import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.commands.CommandLog;
import dev.visavis.gateway.commands.PatientLog;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Writes which devices come and go to `visavis.device.events`.
@Singleton
final class DeviceLog {
  private final CommandLog log;
  private final PatientLog patientLog;

  DeviceLog(CommandLog log, PatientLog patientLog) {
    this.log = log;
    this.patientLog = patientLog;
  }

  /// @param signedInAt of the user at the other end of the socket
  Future<Void> online(DeviceRoute route, Instant signedInAt) {
    DeviceOnline online = DeviceOnline.newBuilder().setSignedInAt(WireTime.of(signedInAt)).build();
    return log.append(event(route).setOnline(online).build());
  }

  void offline(DeviceRoute route) {
    patientLog.append(event(route).setOffline(DeviceOffline.getDefaultInstance()).build());
  }

  private static DeviceEvent.Builder event(DeviceRoute route) {
    return DeviceEvent.newBuilder().setDevice(route).setAt(WireTime.now());
  }
}
