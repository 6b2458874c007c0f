package dev.visavis.history.missed;

import java.util.UUID;

/// A call that a user has missed, or has not missed after all.
public record MissedCallChange(UUID callId, UUID userId, boolean missed) {}
