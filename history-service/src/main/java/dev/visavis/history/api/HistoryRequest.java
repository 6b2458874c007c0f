package dev.visavis.history.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which part of a history is asked for. What is null does not narrow it.
///
/// @param with only calls that this user has a part in, too
/// @param from only calls made at or after this instant
/// @param to only calls made before this instant
record HistoryRequest(
    int limit,
    int offset,
    @Nullable Cursor cursor,
    @Nullable String state,
    @Nullable Direction direction,
    @Nullable UUID with,
    @Nullable Instant from,
    @Nullable Instant to) {}
