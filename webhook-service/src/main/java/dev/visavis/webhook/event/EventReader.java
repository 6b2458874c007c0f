package dev.visavis.webhook.event;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.EventSubject;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.webhook.event.WebhookEvent.EventParticipant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads records of `visavis.call.events`. Throws [IllegalArgumentException] on an invalid record.
final class EventReader {
  private EventReader() {}

  /// Returns null for an event of a newer schema.
  static @Nullable WebhookEvent read(byte @Nullable [] value) {
    CallEvent event = parse(value);
    FieldDescriptor kind =
        event.getOneofFieldDescriptor(CallEvent.getDescriptor().getOneofs().getFirst());
    if (kind == null) {
      return null;
    }
    Instant at =
        Instant.ofEpochSecond(event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos())
            .truncatedTo(ChronoUnit.MILLIS);
    String subject = EventSubject.userId(event);
    return new WebhookEvent(
        uuid(event.getCallId()),
        event.getVersion(),
        event.getIndex(),
        kind.getName(),
        at,
        event,
        subject == null ? null : uuid(subject),
        participants(event));
  }

  private static CallEvent parse(byte @Nullable [] value) {
    if (value == null) {
      throw new IllegalArgumentException("the record has no value");
    }
    try {
      CallEvent event = CallEvent.parseFrom(value);
      if (event.getVersion() < 1 || event.getIndex() < 0 || !event.hasOccurredAt()) {
        throw new IllegalArgumentException("the event has no version or instant");
      }
      return event;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a CallEvent", e);
    }
  }

  private static List<EventParticipant> participants(CallEvent event) {
    return switch (event.getFactCase()) {
      case CALL_INITIATED -> {
        List<EventParticipant> participants = new ArrayList<>();
        participants.add(
            new EventParticipant(
                uuid(event.getCallInitiated().getInitiator().getId()), false, true));
        participants.addAll(invited(event.getCallInitiated().getInvitedList()));
        yield participants;
      }
      case PARTICIPANTS_INVITED -> invited(event.getParticipantsInvited().getInvitedList());
      default -> List.of();
    };
  }

  private static List<EventParticipant> invited(List<InvitedUser> users) {
    return users.stream()
        .map(
            each ->
                new EventParticipant(uuid(each.getUser().getId()), each.getBlocksCaller(), false))
        .toList();
  }

  private static UUID uuid(String text) {
    UUID id = UUID.fromString(text);
    if (!id.toString().equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("not a UUID in its full form");
    }
    return id;
  }
}
