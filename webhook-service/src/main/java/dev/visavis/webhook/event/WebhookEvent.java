package dev.visavis.webhook.event;

import dev.visavis.proto.v1.events.CallEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call event, as subscriptions get it.
///
/// @param event its kind, as the schema names it
/// @param source the event from which the bodies are written
/// @param subject the user whom the event is about; if this user blocks the caller, other
///     participants do not get the event
/// @param participants the participants of the call from this event on
record WebhookEvent(
    UUID callId,
    int version,
    int index,
    String event,
    Instant at,
    CallEvent source,
    @Nullable UUID subject,
    List<EventParticipant> participants) {

  /// The body for the initiator and for subscriptions to every call.
  String fullBody() {
    return WebhookPayload.of(source, event, at, true);
  }

  /// The body for other participants. It omits callees whom the call did not reach because they
  /// block the caller.
  String participantBody() {
    return WebhookPayload.of(source, event, at, false);
  }

  /// Whether the subject has blocked the caller while the call rang. Nobody is notified of it, and
  /// the subject gets no further events of the call.
  boolean isCallerBlocked() {
    return source.hasCallerBlocked();
  }

  /// @param blocksCaller the user blocks the caller, and gets no events of the call
  record EventParticipant(UUID userId, boolean blocksCaller, boolean initiator) {}
}
