package dev.visavis.webhook.delivery;

import java.time.Instant;
import java.util.UUID;

/// A delivery that is to be tried now.
///
/// @param id the same for every attempt, so that a receiver can tell what it has already
/// @param attempts before this one
public record Attempt(
    UUID id,
    UUID subscriptionId,
    String url,
    byte[] secret,
    String body,
    int attempts,
    Instant expiresAt) {}
