/// Applies the commands of one partition of the log: passes them to the domain, stores calls,
/// deadlines and outcomes, and returns what has to be sent. Independent of Kafka Streams, on which
/// the package `streams` runs it.
@NullMarked
package dev.visavis.call.engine;

import org.jspecify.annotations.NullMarked;
