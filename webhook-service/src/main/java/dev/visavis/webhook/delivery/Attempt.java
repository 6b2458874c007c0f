package dev.visavis.webhook.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A delivery that is to be tried now.
///
/// @param id the same for every attempt, so that a receiver can tell what it has already
/// @param secrets that sign it: the one that holds and, for a while, the one before
/// @param attempts before this one
public record Attempt(
    UUID id,
    UUID subscriptionId,
    String url,
    List<byte[]> secrets,
    String body,
    int attempts,
    Instant expiresAt) {}
