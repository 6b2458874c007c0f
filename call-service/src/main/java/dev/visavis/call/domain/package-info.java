/// What a call is and what may happen to it: no clock, no randomness, no I/O, no Kafka.
///
/// `CallDecider.decide` says what a command does to a call, `CallEvolver.evolve` what an event
/// makes of it, `Notices.of` who is told what. Times and ids arrive inside commands.
@NullMarked
package dev.visavis.call.domain;

import org.jspecify.annotations.NullMarked;
