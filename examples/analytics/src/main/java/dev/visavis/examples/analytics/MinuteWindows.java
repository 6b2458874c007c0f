package dev.visavis.examples.analytics;

import dev.visavis.examples.analytics.state.Minute;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallQuality;
import java.util.Locale;

/// Adds one record to its minute.
final class MinuteWindows {
  private MinuteWindows() {}

  static Minute of(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> Minute.newBuilder().setStarted(1).build();
      case CALL_ENDED -> ended(event.getCallEnded());
      default -> Minute.getDefaultInstance();
    };
  }

  static Minute of(CallQuality report) {
    Minute.Builder minute = Minute.newBuilder();
    for (LinkQuality link : report.getQuality().getLinksList()) {
      minute
          .setPacketsReceived(
              minute.getPacketsReceived() + Integer.toUnsignedLong(link.getPacketsReceived()))
          .setPacketsLost(minute.getPacketsLost() + Integer.toUnsignedLong(link.getPacketsLost()));
      if (link.hasRoundTripMs()) {
        minute
            .setRoundTripMs(minute.getRoundTripMs() + link.getRoundTripMs())
            .setRoundTrips(minute.getRoundTrips() + 1);
      }
    }
    return minute.build();
  }

  static Minute sum(Minute a, Minute b) {
    Minute.Builder sum =
        Minute.newBuilder()
            .setStarted(a.getStarted() + b.getStarted())
            .setEnded(a.getEnded() + b.getEnded())
            .setAnswered(a.getAnswered() + b.getAnswered())
            .setSetUpMs(a.getSetUpMs() + b.getSetUpMs())
            .setRingMs(a.getRingMs() + b.getRingMs())
            .putAllFailures(a.getFailuresMap())
            .setPacketsReceived(a.getPacketsReceived() + b.getPacketsReceived())
            .setPacketsLost(a.getPacketsLost() + b.getPacketsLost())
            .setRoundTripMs(a.getRoundTripMs() + b.getRoundTripMs())
            .setRoundTrips(a.getRoundTrips() + b.getRoundTrips());
    b.getFailuresMap()
        .forEach(
            (reason, count) -> sum.putFailures(reason, a.getFailuresOrDefault(reason, 0) + count));
    return sum.build();
  }

  private static Minute ended(CallEnded call) {
    Minute.Builder minute = Minute.newBuilder().setEnded(1).setRingMs(call.getRingMs());
    if (call.hasSetUpMs()) {
      minute.setAnswered(1).setSetUpMs(call.getSetUpMs());
    }
    if (call.getState() != CallState.CALL_STATE_ENDED
        || call.getReason() != EndReason.END_REASON_ENDED) {
      minute.putFailures(word(call.getReason()), 1);
    }
    return minute.build();
  }

  private static String word(EndReason reason) {
    return reason.name().replace("END_REASON_", "").toLowerCase(Locale.ROOT);
  }
}
