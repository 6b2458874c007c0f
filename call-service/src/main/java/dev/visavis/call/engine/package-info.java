/// Feeds the commands of the log to the core, one partition after the other, and carries out what
/// follows; stores calls, their deadlines and the outcomes that a replay after a crash sends again.
/// `CallEngine` knows nothing of Kafka Streams, on which the package `streams` runs it.
@NullMarked
package dev.visavis.call.engine;

import org.jspecify.annotations.NullMarked;
