package dev.visavis.gateway.registration;

import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.auth.Caller;
import dev.visavis.gateway.commands.CommandLog;
import dev.visavis.gateway.commands.PatientLog;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// Writes which devices come and go to `visavis.device.events`.
@Singleton
final class DeviceLog {
  private final CommandLog log;
  private final PatientLog patientLog;

  DeviceLog(CommandLog log, PatientLog patientLog) {
    this.log = log;
    this.patientLog = patientLog;
  }

  /// @param caller at the other end of the socket
  Future<Void> online(DeviceRoute route, Caller caller) {
    DeviceOnline online =
        DeviceOnline.newBuilder()
            .setSignedInAt(WireTime.of(caller.signedInAt()))
            .setSessionId(caller.sessionId())
            .build();
    return log.append(event(route).setOnline(online).build());
  }

  /// @param untold the device was to hear that it may miss something, and may not have
  void offline(DeviceRoute route, boolean untold) {
    DeviceOffline offline = DeviceOffline.newBuilder().setUntold(untold).build();
    patientLog.append(event(route).setOffline(offline).build());
  }

  private static DeviceEvent.Builder event(DeviceRoute route) {
    return DeviceEvent.newBuilder().setDevice(route).setAt(WireTime.now());
  }
}
