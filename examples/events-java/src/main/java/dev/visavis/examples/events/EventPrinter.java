package dev.visavis.examples.events;

import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.CallQuality;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/// Prints one line for each event.
final class EventPrinter {
  private EventPrinter() {}

  static String of(CallEvent event) {
    return line(event.getOccurredAt(), event.getCallId(), words(event));
  }

  static String of(CallQuality report) {
    String links =
        report.getQuality().getLinksList().stream()
            .map(EventPrinter::link)
            .collect(Collectors.joining());
    return line(report.getReportedAt(), report.getCallId(), "quality" + links);
  }

  private static String line(Timestamp at, String callId, String words) {
    Instant instant = Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    return "%s  %s  %s".formatted(instant, callId.substring(0, 8), words);
  }

  private static String words(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> initiated(event.getCallInitiated());
      case CALL_ENDED -> ended(event.getCallEnded());
      case PARTICIPANT_JOINED -> "joined: " + event.getParticipantJoined().getUserId();
      // A later release may have further events; they are not errors.
      default -> event.getFactCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String initiated(CallInitiated call) {
    String invited =
        call.getInvitedList().stream()
            .map(each -> each.getUser().getName())
            .collect(Collectors.joining(", "));
    return "%s calls %s".formatted(call.getInitiator().getName(), invited);
  }

  private static String ended(CallEnded call) {
    String talked = call.hasTalkMs() ? ", talked for %d ms".formatted(call.getTalkMs()) : "";
    return "%s (%s), rang for %d ms%s"
        .formatted(word(call.getState()), word(call.getReason()), call.getRingMs(), talked);
  }

  private static String link(LinkQuality link) {
    return ": %d packets, %d lost, round trip %d ms, %s to %s"
        .formatted(
            link.getPacketsReceived(),
            link.getPacketsLost(),
            link.getRoundTripMs(),
            word(link.getLocalCandidate()),
            word(link.getRemoteCandidate()));
  }

  private static String word(Enum<?> value) {
    String name = value.name();
    return name.substring(name.lastIndexOf('_', name.length() - 1) + 1).toLowerCase(Locale.ROOT);
  }
}
