/// Writes commands, device events, reports and deliveries to Kafka, within limits.
@NullMarked
package dev.visavis.gateway.log;

import org.jspecify.annotations.NullMarked;
