package dev.visavis.history.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the log and its decoded event.
record ConsumedRecord<E>(ConsumerRecord<byte[], byte[]> record, E event) {

  RejectedRecord reject(Throwable why) {
    return new RejectedRecord(record, why);
  }
}
