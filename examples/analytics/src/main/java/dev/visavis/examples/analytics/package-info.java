/// Live metrics of calls, computed with Kafka Streams.
@NullMarked
package dev.visavis.examples.analytics;

import org.jspecify.annotations.NullMarked;
