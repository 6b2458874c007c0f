package dev.visavis.webhook.event;

import dev.visavis.proto.v1.events.CallEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fact, as subscriptions hear of it.
///
/// @param event its kind, as the schema names it
/// @param said what bodies are written from, if anybody wants one
/// @param subject the user that the fact is about; if they block the caller, the others hear
///     nothing of it
/// @param people who has a part in the call from this fact on
record WebhookEvent(
    UUID callId,
    int version,
    int index,
    String event,
    Instant at,
    CallEvent source,
    @Nullable UUID subject,
    List<EventParticipant> participants) {

  /// The body for the initiator, and for who subscribes to every call.
  String fullBody() {
    return WebhookPayload.of(source, event, at, true);
  }

  /// The body for the other participants, who do not see whom the call did not reach because they
  /// block the caller.
  String participantBody() {
    return WebhookPayload.of(source, event, at, false);
  }

  /// The subject has blocked the caller while the call rang. Nobody is told, and the subject hears
  /// nothing more of the call.
  boolean isCallerBlocked() {
    return source.hasCallerBlocked();
  }

  /// @param hidden blocks the caller, and hears nothing
  record EventParticipant(UUID userId, boolean blocksCaller, boolean initiator) {}
}
