package dev.visavis.presence.log;

/// A record of a log.
///
/// @param offset its place in its partition
public record ConsumedRecord<T>(long offset, T value) {}
