package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.SignalingMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that a message must be.
@FunctionalInterface
interface FieldRule {
  /// What is wrong with the message of this user; null if nothing is.
  @Nullable WireError check(SignalingMessage message, UUID sender);
}
