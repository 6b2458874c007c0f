package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.SignalingMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A rule that a valid message follows.
@FunctionalInterface
interface FieldRule {
  /// Returns the error of a message that `sender` sent, or null if it follows the rule.
  @Nullable WireError check(SignalingMessage message, UUID sender);
}
