package dev.visavis.history.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that can never be processed, and why.
record Rejected(ConsumerRecord<byte[], byte[]> record, Throwable why) {}
