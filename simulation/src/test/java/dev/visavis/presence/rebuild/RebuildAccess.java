package dev.visavis.presence.rebuild;

import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.Decoder;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.proto.Topic;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Gives the simulation access to this package.
public final class RebuildAccess {
  /// Reads the records of a topic in batches.
  public interface Source extends BiConsumer<Topic, Consumer<List<ConsumedRecord<byte[]>>>> {}

  private RebuildAccess() {}

  /// Fills an emptied Redis from `logs`.
  public static void run(ReadModel model, Source logs, String generation) {
    new Rebuild(model, new Replay(logs)).run(generation);
  }

  private static final class Replay extends LogReplay {
    private final Source logs;

    @SuppressWarnings("NullAway") // the simulation needs no Kafka consumer
    Replay(Source logs) {
      super(null);
      this.logs = logs;
    }

    @Override
    <T> void read(Topic topic, Decoder<T> decoder, Sink<T> sink) {
      logs.accept(
          topic, batch -> sink.accept(batch.stream().map(one -> decode(one, decoder)).toList()));
    }

    private static <T> ConsumedRecord<T> decode(ConsumedRecord<byte[]> record, Decoder<T> decoder) {
      try {
        return new ConsumedRecord<>(record.offset(), decoder.decode(record.value()));
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
