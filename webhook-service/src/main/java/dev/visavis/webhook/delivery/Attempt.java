package dev.visavis.webhook.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A delivery to attempt now.
///
/// @param id the same for every attempt, so that a receiver can recognize a repeated delivery
/// @param secrets that sign it: the current one and, for a while after a change, the previous one
/// @param attempts the number of previous attempts
public record Attempt(
    UUID id,
    UUID subscriptionId,
    String url,
    List<byte[]> secrets,
    String body,
    int attempts,
    Instant expiresAt) {}
