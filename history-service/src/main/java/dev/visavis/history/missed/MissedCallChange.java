package dev.visavis.history.missed;

import java.util.UUID;

/// A user has missed a call, or turns out not to have missed it.
public record MissedCallChange(UUID callId, UUID userId, boolean missed) {}
