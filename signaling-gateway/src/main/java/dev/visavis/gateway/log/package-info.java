/// Writes commands, device events, reports and deliveries to Kafka, within limits: [RecordWriter]
/// and those that use it.
@NullMarked
package dev.visavis.gateway.log;

import org.jspecify.annotations.NullMarked;
