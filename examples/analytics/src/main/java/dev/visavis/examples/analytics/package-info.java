/// Live figures of calls, kept with Kafka Streams.
@NullMarked
package dev.visavis.examples.analytics;

import org.jspecify.annotations.NullMarked;
