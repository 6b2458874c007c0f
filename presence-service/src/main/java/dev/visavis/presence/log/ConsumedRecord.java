package dev.visavis.presence.log;

/// A record consumed from a topic.
///
/// @param offset its offset in its partition
public record ConsumedRecord<T>(long offset, T value) {}
