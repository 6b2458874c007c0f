package dev.visavis.gateway.quality;

import dev.visavis.gateway.WireTime;
import dev.visavis.gateway.commands.Outbound;
import dev.visavis.gateway.messages.Refusal;
import dev.visavis.gateway.sockets.Socket;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallQuality;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/// Makes a record of `visavis.call.quality` of what a device reports. It goes past the log that
/// decides on the call, since it changes nothing of it.
@Singleton
public final class Reports {
  private final Outbound outbound;

  Reports(Outbound outbound) {
    this.outbound = outbound;
  }

  /// A `quality` of a registered device; it hears only of what is refused.
  public void take(Socket socket, Sender sender, SignalingMessage message) {
    String callId = message.getCallId().toLowerCase(Locale.ROOT);
    long nowMs = System.nanoTime() / 1_000_000;
    boolean last = message.getQuality().getFinal();
    switch (socket.seats().report(callId, last, nowMs)) {
      case TAKEN -> outbound.measured(socket, report(socket, sender, message, callId));
      case NO_SEAT ->
          outbound.refuse(
              socket,
              message,
              Refusal.of(ErrorCode.CALL_NOT_FOUND, "this device is in no such call"));
      case TOO_SOON ->
          outbound.refuse(
              socket,
              message,
              new Refusal(
                  ErrorCode.RATE_LIMITED,
                  "one report a second is enough",
                  Duration.ofMillis(Seats.MIN_INTERVAL_MS)));
    }
  }

  private CallQuality report(
      Socket socket, Sender sender, SignalingMessage message, String callId) {
    DeviceRoute device = sender.getDevice();
    CallQuality.Builder report =
        CallQuality.newBuilder()
            .setReportId(outbound.nextId(socket, sender))
            .setCallId(callId)
            .setUserId(device.getUserId())
            .setDeviceId(device.getDeviceId())
            .setReportedAt(WireTime.now())
            .setQuality(message.getQuality());
    if (device.hasPlatform()) {
      report.setPlatform(device.getPlatform());
    }
    return report.build();
  }
}
