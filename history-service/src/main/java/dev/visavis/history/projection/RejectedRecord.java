package dev.visavis.history.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that can never be processed, and the reason.
record RejectedRecord(ConsumerRecord<byte[], byte[]> record, Throwable why) {}
