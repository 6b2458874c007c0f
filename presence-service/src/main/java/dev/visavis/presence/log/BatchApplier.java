package dev.visavis.presence.log;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.store.ReadModelUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Passes records to a projection. A record that cannot be processed goes to the dead letters; the
/// others continue. If Redis or Kafka is unavailable, no record is to blame: the caller tries
/// again.
final class BatchApplier<T> {
  private static final Logger LOG = Logger.getLogger(BatchApplier.class);

  private final Decoder<T> decoder;
  private final Projection<T> projection;
  private final RecordWriter log;

  BatchApplier(Decoder<T> decoder, Projection<T> projection, RecordWriter log) {
    this.decoder = decoder;
    this.projection = projection;
    this.log = log;
  }

  private record Decoded<T>(ConsumerRecord<byte[], byte[]> origin, ConsumedRecord<T> record) {}

  /// Applies `records`, in order.
  ///
  /// @throws ReadModelUnavailableException or [KafkaUnavailableException]; any of the records may
  ///     have been applied
  void apply(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<Decoded<T>> batch = decode(records);
    if (batch.isEmpty()) {
      return;
    }
    try {
      projection.apply(batch.stream().map(Decoded::record).toList());
    } catch (ReadModelUnavailableException | KafkaUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf(e, "A batch of %d records failed; applying them one by one", batch.size());
      batch.forEach(this::applyAlone);
    }
  }

  private void applyAlone(Decoded<T> one) {
    try {
      projection.apply(List.of(one.record()));
    } catch (ReadModelUnavailableException | KafkaUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      deadLetter(one.origin(), e);
    }
  }

  /// Leaves out tombstones: a deleted key changes nothing here.
  private List<Decoded<T>> decode(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<Decoded<T>> decoded = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value();
      if (value == null) {
        continue;
      }
      try {
        decoded.add(
            new Decoded<>(record, new ConsumedRecord<>(record.offset(), decoder.decode(value))));
      } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
        deadLetter(record, e);
      }
    }
    return decoded;
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> record, Exception error) {
    LOG.errorf(
        error,
        "Cannot process %s-%d@%d; it goes to the dead letters",
        record.topic(),
        record.partition(),
        record.offset());
    log.writeDeadLetter(record, error);
  }
}
