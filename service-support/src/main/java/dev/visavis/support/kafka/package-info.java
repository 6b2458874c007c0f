/// Shared parts for Kafka: serialization, dead letters, checks of topics, batching.
@NullMarked
package dev.visavis.support.kafka;

import org.jspecify.annotations.NullMarked;
