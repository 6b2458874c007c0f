package dev.visavis.webhook.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A fact, as subscriptions hear of it.
///
/// @param event its kind, as the schema names it
/// @param whole the body for the initiator, and for who subscribes to every call
/// @param limited the body for the other participants, who do not see whom the call did not reach
///     because they block the caller
/// @param subject the user that the fact is about; if they block the caller, the others hear
///     nothing of it
/// @param people who has a part in the call from this fact on
record Told(
    UUID callId,
    int version,
    int index,
    String event,
    Instant at,
    String whole,
    String limited,
    @Nullable UUID subject,
    List<Part> people) {

  /// @param hidden blocks the caller, and hears nothing
  record Part(UUID userId, boolean hidden, boolean initiator) {}
}
