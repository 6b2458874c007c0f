package dev.visavis.simulation.world;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.Decoder;
import dev.visavis.presence.log.Projection;
import dev.visavis.presence.store.ReadModelUnavailableException;
import dev.visavis.proto.Topic;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.SimulatedConsumerGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads one topic for presence-service in small batches. It repeats a batch while Redis is
/// unavailable, and commits after the batch.
final class SimulatedTopicConsumer<T> implements SimulatedConsumerGroup.Member {
  private static final long BACK_OFF_MS = 300;

  private final World world;
  private final PresenceProcess process;
  private final Topic topic;
  private final SimulatedConsumerGroup group;
  private final Decoder<T> decoder;
  private final Projection<T> projection;
  private final TreeMap<Integer, Share> shares = new TreeMap<>();
  private boolean busy;

  SimulatedTopicConsumer(
      World world,
      PresenceProcess process,
      Topic topic,
      SimulatedConsumerGroup group,
      Decoder<T> decoder,
      Projection<T> projection) {
    this.world = world;
    this.process = process;
    this.topic = topic;
    this.group = group;
    this.decoder = decoder;
    this.projection = projection;
    group.join(this);
  }

  @Override
  public boolean isAlive() {
    return !process.isDead();
  }

  @Override
  public void assigned(int partition, int from) {
    if (!process.isDead()) {
      Share share = new Share(partition, from);
      shares.put(partition, share);
      world.broker().of(topic, partition).follow(share::wake);
      share.wake();
    }
  }

  @Override
  public void revoked(int partition) {
    Share share = shares.remove(partition);
    if (share != null) {
      share.closed = true;
      group.commit(this, partition, share.position);
    }
  }

  void close() {
    shares.values().forEach(share -> share.closed = true);
    shares.clear();
  }

  private final class Share {
    private final int partition;
    private final LogPartition log;
    private int position;
    private boolean scheduled;
    private boolean closed;

    Share(int partition, int from) {
      this.partition = partition;
      this.log = world.broker().of(topic, partition);
      this.position = from;
    }

    void wake() {
      wake(world.random().hop());
    }

    private void wake(long delay) {
      if (!closed && !scheduled && position < log.end()) {
        scheduled = true;
        world.timeline().after(delay, this::step);
      }
    }

    private void step() {
      scheduled = false;
      if (closed || process.isDead() || position >= log.end()) {
        return;
      }
      if (busy) {
        wake(5);
        return;
      }
      busy = true;
      try {
        int until =
            Math.min(log.end(), position + world.random().between(1, PresenceSettings.BATCH));
        int from = position;
        world.timeline().trace(process.toString(), () -> log + " " + from + " to " + (until - 1));
        projection.apply(decode(log.entries().subList(position, until)));
        position = until;
        int done = position;
        world
            .timeline()
            .after(
                world.random().between(0, 300),
                () -> {
                  if (!process.isDead()) {
                    group.commit(SimulatedTopicConsumer.this, partition, done);
                  }
                });
        busy = false;
        wake();
      } catch (ReadModelUnavailableException e) {
        busy = false;
        wake(BACK_OFF_MS);
      } catch (PresenceProcess.Killed e) {
        busy = false;
      }
    }

    private List<ConsumedRecord<T>> decode(List<LogPartition.Entry> entries) {
      List<ConsumedRecord<T>> decoded = new ArrayList<>();
      for (LogPartition.Entry entry : entries) {
        try {
          decoded.add(new ConsumedRecord<>(entry.offset(), decoder.decode(entry.bytes())));
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException(e);
        }
      }
      return decoded;
    }
  }
}
