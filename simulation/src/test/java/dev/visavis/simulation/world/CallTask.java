package dev.visavis.simulation.world;

import com.google.protobuf.ByteString;
import dev.visavis.call.engine.CommandRecord;
import dev.visavis.call.engine.Outcome;
import dev.visavis.proto.DeliveryBatches;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.LogPartition;
import java.time.Instant;

/// A task of Kafka Streams: reads one partition of the command log, passes the commands to the
/// engine, sends the outcomes, and commits once all of them have arrived.
final class CallTask {
  private static final long COMMIT_MS = 200;

  private final World world;
  private final CallProcess process;
  private final int partition;
  private final LogPartition commands;
  private final EngineHost engine;
  private int position;
  private boolean scheduled;
  private boolean committing;
  private boolean commitDue;
  private boolean closed;

  CallTask(World world, CallProcess process, int partition, int from) {
    this.world = world;
    this.process = process;
    this.partition = partition;
    this.commands = world.broker().of(Topic.CALL_COMMANDS, partition);
    this.engine = new EngineHost(world, world.broker().changelog(partition), process.writer());
    this.position = from;
    commands.follow(this::wake);
    wake();
  }

  void wake() {
    if (!closed && !scheduled && position < commands.end()) {
      scheduled = true;
      world.timeline().after(world.random().hop(), this::step);
    }
  }

  private void step() {
    scheduled = false;
    if (closed || committing || process.isPaused() || position >= commands.end()) {
      return;
    }
    LogPartition.Entry entry = commands.get(position);
    CommandRecord record =
        new CommandRecord(
            entry.key() == null ? "" : entry.key(),
            ByteString.copyFrom(entry.bytes()),
            entry.offset(),
            entry.timestampMs());
    Outcome outcome = engine.apply(record);
    world.recorder().decided(process, record, outcome);
    send(outcome);
    position++;
    process.applied();
    if (!commitDue) {
      commitDue = true;
      world.timeline().after(COMMIT_MS, this::commit);
    }
    wake();
  }

  private void send(Outcome outcome) {
    if (outcome.deadLetter() != null) {
      world.recorder().deadLetters(outcome.deadLetter());
    }
    for (CallEvent event : outcome.events()) {
      String key = event.getCallId();
      process.writer().send(world.broker().of(Topic.CALL_EVENTS, key), key, event.toByteArray());
    }
    if (world.bug() == InjectedBug.ROOM_IS_NOT_TOLD
        && outcome.events().stream().anyMatch(CallEvent::hasRoomAssigned)) {
      return;
    }
    for (Delivery delivery : DeliveryBatches.records(outcome.batch())) {
      int gateway = delivery.getTo().getGateway();
      process
          .writer()
          .send(world.broker().of(Topic.GATEWAY_INBOX, gateway), null, delivery.toByteArray());
    }
  }

  void tick() {
    if (closed || committing || commands.end() == 0) {
      return;
    }
    for (CallCommand timer : engine.dueTimers(Instant.ofEpochMilli(process.clockMs()), position)) {
      String key = timer.getCallId();
      world.timeline().trace(process.toString(), () -> "timer " + timer.getCommandId());
      process.writer().send(world.broker().of(Topic.CALL_COMMANDS, key), key, timer.toByteArray());
    }
    engine.takeDecidedHere().forEach(this::send);
    engine.prune(Instant.ofEpochMilli(process.clockMs()));
  }

  /// Commits once all sent records have arrived. The task pauses until then.
  private void commit() {
    commitDue = false;
    if (closed || process.isDead()) {
      return;
    }
    int upTo = position;
    process.commits();
    if (world.bug() == InjectedBug.COMMIT_AHEAD) {
      world.calls().commit(process, partition, upTo);
    }
    committing = true;
    world
        .timeline()
        .at(
            process.writer().flushedAt(),
            () -> {
              committing = false;
              if (closed || process.isDead()) {
                return;
              }
              if (!world.calls().commit(process, partition, upTo)) {
                world.timeline().trace(process.toString(), () -> "may not commit " + partition);
              }
              wake();
            });
  }

  void commitAndClose() {
    closed = true;
    world
        .timeline()
        .at(
            process.writer().flushedAt(),
            () -> {
              if (!process.isDead()) {
                world.calls().commit(process, partition, position);
              }
            });
  }

  void close() {
    closed = true;
  }
}
