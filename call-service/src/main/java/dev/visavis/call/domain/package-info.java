/// The core: the states of a call and its transitions, without clock, randomness, I/O or Kafka.
///
/// `CallDecider.decide` turns a command into events, `CallEvolver.evolve` applies an event to the
/// call, `Notices.of` derives the messages to devices. Times and ids arrive inside commands.
@NullMarked
package dev.visavis.call.domain;

import org.jspecify.annotations.NullMarked;
