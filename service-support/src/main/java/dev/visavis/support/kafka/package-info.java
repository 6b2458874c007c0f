/// Protocol Buffers as Kafka values.
@NullMarked
package dev.visavis.support.kafka;

import org.jspecify.annotations.NullMarked;
