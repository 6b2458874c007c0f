package dev.visavis.history.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the log, and what it says.
record Received<E>(ConsumerRecord<byte[], byte[]> record, E event) {

  Rejected reject(Throwable why) {
    return new Rejected(record, why);
  }
}
