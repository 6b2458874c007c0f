package dev.visavis.call.domain;

/// One device is told one thing.
///
/// @param reply this answers the command of that very device
public record Notice(Route to, Message message, boolean reply) {}
