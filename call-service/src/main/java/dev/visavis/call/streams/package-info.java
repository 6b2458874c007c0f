/// Runs the engine on Kafka Streams: topology, store, clients, configuration and readiness.
@NullMarked
package dev.visavis.call.streams;

import org.jspecify.annotations.NullMarked;
