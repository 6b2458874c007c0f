package dev.visavis.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.presence.call.CallProjection;
import dev.visavis.presence.call.CallProjectionAccess;
import dev.visavis.presence.device.DeviceProjection;
import dev.visavis.presence.device.DeviceProjectionAccess;
import dev.visavis.presence.gateway.GatewayMonitorAccess;
import dev.visavis.presence.log.ConsumedRecord;
import dev.visavis.presence.log.RecordWriter;
import dev.visavis.presence.log.RecordWriterAccess;
import dev.visavis.presence.rebuild.RebuildAccess;
import dev.visavis.presence.store.InternalPresenceKeys;
import dev.visavis.presence.store.ReadModel;
import dev.visavis.presence.store.ReadModelAccess;
import dev.visavis.presence.store.ReadModelUnavailableException;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.infra.RedisClient;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// One process of presence-service: its projections, its check of the leases, its rebuild.
final class PresenceProcess {
  /// Thrown to interrupt a process that dies.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private static final long LOOK_MS = 1_000;
  private static final long MARKER_MS = 500;
  private static final int DEEPEST_PAUSE = 3;

  private final World world;
  private final String name;
  private final ReadModel model;
  private final GatewayMonitorAccess gateways;
  private final SimulatedTopicConsumer<?> devices;
  private final SimulatedTopicConsumer<?> calls;
  private boolean dead;
  private boolean rebuilding;
  private int doomedIn = Integer.MAX_VALUE;

  PresenceProcess(World world, String name) {
    this.world = world;
    this.name = name;
    PresenceSettings settings = new PresenceSettings();
    this.model = ReadModelAccess.on(new RedisClient(world.redis(), this::breathe), settings);
    RecordWriter log = RecordWriterAccess.on(new Producer(false));
    this.gateways = new GatewayMonitorAccess(model, log, settings, world.clock());
    DeviceProjection deviceProjection = DeviceProjectionAccess.of(model, log);
    CallProjection callProjection =
        CallProjectionAccess.of(model, RecordWriterAccess.on(new Producer(true)));
    this.devices =
        new SimulatedTopicConsumer<>(
            world,
            this,
            Topic.DEVICE_EVENTS,
            world.presenceDevices(),
            DeviceProjection::decode,
            deviceProjection);
    this.calls =
        new SimulatedTopicConsumer<>(
            world,
            this,
            Topic.CALL_EVENTS,
            world.presenceCalls(),
            CallProjection::decode,
            callProjection);
    world.timeline().after(world.random().between(0, 900), this::checkLeases);
    world.timeline().after(1, this::watchMarker);
  }

  boolean isDead() {
    return dead;
  }

  /// Called between any two steps: this process may die, or other processes may run.
  private void breathe() {
    if (dead || --doomedIn <= 0) {
      die();
      throw new Killed();
    }
    if (world.depth() < DEEPEST_PAUSE && world.random().percent(30)) {
      world.others(world.random().between(0, 30));
      if (dead) {
        throw new Killed();
      }
    }
  }

  void doom() {
    doomedIn = world.random().between(1, 12);
  }

  void die() {
    if (!dead) {
      world.recorder().fault(Faults.TAKEN_OVER_MS, name + " dies");
      dead = true;
      devices.close();
      calls.close();
    }
  }

  private void checkLeases() {
    if (dead) {
      return;
    }
    try {
      gateways.checkLeases(world.redis().run(), world.timeline().nowMs() * 1_000_000);
    } catch (ReadModelUnavailableException e) {
      gateways.redisUnavailable();
    } catch (Killed e) {
      return;
    }
    world.timeline().after(LOOK_MS, this::checkLeases);
  }

  private void watchMarker() {
    if (dead) {
      return;
    }
    try {
      if (!rebuilding
          && model
                  .runUnchecked(List.of(Request.cmd(Command.GET).arg(InternalPresenceKeys.MARKER)))
                  .getFirst()
              == null) {
        rebuilding = true;
        world.timeline().trace(name, () -> "fills Redis");
        RebuildAccess.run(model, this::replay, "logs");
      }
    } catch (ReadModelUnavailableException e) {
      world.timeline().trace(name, () -> "no Redis");
    } catch (Killed e) {
      return;
    } finally {
      rebuilding = false;
    }
    world.timeline().after(MARKER_MS, this::watchMarker);
  }

  private void replay(Topic topic, java.util.function.Consumer<List<ConsumedRecord<byte[]>>> sink) {
    List<Integer> ends = world.broker().of(topic).stream().map(LogPartition::end).toList();
    for (int number = 0; number < ends.size(); number++) {
      LogPartition partition = world.broker().of(topic, number);
      for (int from = 0; from < ends.get(number); from += 20) {
        sink.accept(
            partition.entries().subList(from, Math.min(from + 20, ends.get(number))).stream()
                .map(entry -> new ConsumedRecord<>(entry.offset(), entry.bytes()))
                .toList());
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }

  /// Appends records at once, because presence-service waits for each acknowledgement anyway.
  private final class Producer extends MockProducer<byte[], byte[]> {
    private final boolean ofCallLog;

    /// @param ofCallLog whether it writes the records that call events lead to
    Producer(boolean ofCallLog) {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.ofCallLog = ofCallLog;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      breathe();
      String key = record.key() == null ? null : new String(record.key(), UTF_8);
      if (!isForgotten(record)) {
        world.timeline().trace(name, () -> "writes " + Messages.brief(record));
        to(record, key).append(key, record.value(), world.timeline().nowMs());
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
      return send(record);
    }

    private LogPartition to(ProducerRecord<byte[], byte[]> record, @Nullable String key) {
      for (Topic topic : Topic.values()) {
        if (topic.topicName().equals(record.topic())) {
          return record.partition() != null
              ? world.broker().of(topic, record.partition())
              : world.broker().of(topic, key == null ? "" : key);
        }
      }
      throw new IllegalArgumentException(record.topic());
    }

    /// Whether an injected bug of presence-service drops the record.
    private boolean isForgotten(ProducerRecord<byte[], byte[]> record) {
      if (!ofCallLog || !record.topic().equals(Topic.CALL_COMMANDS.topicName())) {
        return false;
      }
      try {
        return switch (world.bug()) {
          case NO_RING_GAP_CHECK -> CallCommand.parseFrom(record.value()).hasDeviceConnected();
          case NO_GLARE_SEARCH -> CallCommand.parseFrom(record.value()).hasGlareDetected();
          case NONE,
              STALE_READ,
              TIMER_BY_CLOCK,
              SILENT_REPLAY,
              COMMIT_AHEAD,
              LAST_WRITE_WINS,
              NO_REPEAT_CHECK,
              NO_BARRIER,
              UNCONFIRMED_IS_LOST,
              OVERFLOW_IS_SILENT,
              ROOM_IS_NOT_TOLD,
              OLD_CONNECTION_WINS ->
              false;
        };
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
