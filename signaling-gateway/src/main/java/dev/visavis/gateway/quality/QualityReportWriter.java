package dev.visavis.gateway.quality;

import dev.visavis.gateway.ProtoTime;
import dev.visavis.gateway.connection.ReportableCalls;
import dev.visavis.gateway.connection.Socket;
import dev.visavis.gateway.log.CommandSubmitter;
import dev.visavis.gateway.messages.WireError;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallQuality;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/// Writes the quality reports of devices to `visavis.call.quality`. They bypass the command log,
/// because they do not change the call.
@Singleton
public final class QualityReportWriter {
  private final CommandSubmitter submitter;

  QualityReportWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /// Writes a `quality` message of a registered device, or refuses it with an error. An
  /// accepted report gets no reply.
  public void take(Socket socket, Sender sender, SignalingMessage message) {
    String callId = message.getCallId().toLowerCase(Locale.ROOT);
    long nowMs = System.nanoTime() / 1_000_000;
    boolean last = message.getQuality().getFinal();
    switch (socket.reportableCalls().report(callId, last, nowMs)) {
      case TAKEN -> submitter.submitReport(socket, report(socket, sender, message, callId));
      case NOT_IN_CALL ->
          submitter.refuse(
              socket,
              message,
              WireError.of(ErrorCode.CALL_NOT_FOUND, "this device is not in that call"));
      case TOO_SOON ->
          submitter.refuse(
              socket,
              message,
              new WireError(
                  ErrorCode.RATE_LIMITED,
                  "one report a second is enough",
                  Duration.ofMillis(ReportableCalls.MIN_INTERVAL_MS)));
    }
  }

  private CallQuality report(
      Socket socket, Sender sender, SignalingMessage message, String callId) {
    DeviceRoute device = sender.getDevice();
    CallQuality.Builder report =
        CallQuality.newBuilder()
            .setReportId(submitter.nextId(socket, sender))
            .setCallId(callId)
            .setUserId(device.getUserId())
            .setDeviceId(device.getDeviceId())
            .setReportedAt(ProtoTime.now())
            .setQuality(message.getQuality());
    if (device.hasPlatform()) {
      report.setPlatform(device.getPlatform());
    }
    return report.build();
  }
}
