/// Kafka: records in, in order and at least once; commands, deliveries and device events out.
@NullMarked
package dev.visavis.presence.log;

import org.jspecify.annotations.NullMarked;
