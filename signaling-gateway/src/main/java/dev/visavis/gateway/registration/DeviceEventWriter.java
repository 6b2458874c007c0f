package dev.visavis.gateway.registration;

import dev.visavis.gateway.GatewayClock;
import dev.visavis.gateway.ProtoTime;
import dev.visavis.gateway.auth.AuthenticatedUser;
import dev.visavis.gateway.log.RecordWriter;
import dev.visavis.gateway.log.RetryingRecordWriter;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceOffline;
import dev.visavis.proto.v1.DeviceOnline;
import dev.visavis.proto.v1.DeviceRoute;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// Writes a record to `visavis.device.events` when a device comes online or goes offline.
@Singleton
public final class DeviceEventWriter {
  private final GatewayClock clock;
  private final RecordWriter writer;
  private final RetryingRecordWriter retryingWriter;

  public DeviceEventWriter(
      GatewayClock clock, RecordWriter writer, RetryingRecordWriter retryingWriter) {
    this.clock = clock;
    this.writer = writer;
    this.retryingWriter = retryingWriter;
  }

  /// @param user the authenticated user of the socket
  Future<Void> online(DeviceRoute route, AuthenticatedUser user) {
    DeviceOnline online =
        DeviceOnline.newBuilder()
            .setSignedInAt(ProtoTime.of(user.signedInAt()))
            .setSessionId(user.sessionId())
            .build();
    return writer.append(event(route).setOnline(online).build());
  }

  /// @param lossUnconfirmed the device may have missed messages, and has not acknowledged the
  ///     report of that loss
  /// @param pageClosed the client closed the socket because its page was closed or reloaded
  void offline(DeviceRoute route, boolean lossUnconfirmed, boolean pageClosed) {
    DeviceOffline offline =
        DeviceOffline.newBuilder()
            .setLossUnconfirmed(lossUnconfirmed)
            .setPageClosed(pageClosed)
            .build();
    retryingWriter.append(event(route).setOffline(offline).build());
  }

  private DeviceEvent.Builder event(DeviceRoute route) {
    return DeviceEvent.newBuilder().setDevice(route).setAt(clock.now());
  }
}
