package dev.visavis.simulation.world;

import com.google.protobuf.ByteString;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.engine.CallEngine;
import dev.visavis.call.engine.CallStore;
import dev.visavis.call.engine.CallTimings;
import dev.visavis.call.engine.CommandRecord;
import dev.visavis.call.engine.EngineLimits;
import dev.visavis.call.engine.Outcome;
import dev.visavis.call.streams.RestoredStoreAccess;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeliveryBatch;
import dev.visavis.simulation.infra.InjectedBug;
import dev.visavis.simulation.infra.LogPartition;
import dev.visavis.simulation.infra.SimulatedProducer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The engine of call-service on a store restored from a changelog. Injects the bugs that concern
/// the engine.
final class EngineHost {
  private final World world;
  private final CallEngine engine;
  private final Map<String, byte[]> before = new HashMap<>();
  private final List<Outcome> decidedHere = new ArrayList<>();
  private boolean stale;

  EngineHost(World world, LogPartition changelog, SimulatedProducer writer) {
    this.world = world;
    RestoredStoreAccess store = new RestoredStoreAccess();
    for (LogPartition.Entry entry : changelog.entries()) {
      String key = entry.key() == null ? "" : entry.key();
      if (world.bug() == InjectedBug.LAST_WRITE_WINS) {
        store.put(key, entry.value());
      } else {
        store.restore(key, entry.value());
      }
    }
    this.engine =
        new CallEngine(
            new Logged(store, changelog, writer),
            new CallDecider(CallRules.STANDARD),
            EngineLimits.STANDARD);
    store.passTo(engine);
  }

  Outcome apply(CommandRecord record) {
    stale = world.bug() == InjectedBug.STALE_READ && world.random().percent(20);
    Outcome outcome = engine.apply(record);
    stale = false;
    if (world.bug() == InjectedBug.SILENT_REPLAY && outcome.result() == Outcome.Result.REPLAYED) {
      return new Outcome(
          outcome.result(),
          outcome.kind(),
          List.of(),
          DeliveryBatch.getDefaultInstance(),
          null,
          CallTimings.NONE);
    }
    return outcome;
  }

  /// The outcomes that [InjectedBug#TIMER_BY_CLOCK] decided without the log.
  List<Outcome> takeDecidedHere() {
    List<Outcome> taken = List.copyOf(decidedHere);
    decidedHere.clear();
    return taken;
  }

  /// @param position the offset of the next command
  List<CallCommand> dueTimers(Instant now, int position) {
    List<CallCommand> due = engine.dueTimers(now);
    if (world.bug() != InjectedBug.TIMER_BY_CLOCK) {
      return due;
    }
    for (CallCommand timer : due) {
      ByteString value = timer.toByteString();
      decidedHere.add(
          engine.apply(new CommandRecord(timer.getCallId(), value, position, now.toEpochMilli())));
    }
    return List.of();
  }

  void prune(Instant now) {
    engine.prune(now);
  }

  /// A store that also writes to the changelog.
  private final class Logged implements CallStore {
    private final RestoredStoreAccess store;
    private final LogPartition changelog;
    private final SimulatedProducer writer;

    Logged(RestoredStoreAccess store, LogPartition changelog, SimulatedProducer writer) {
      this.store = store;
      this.changelog = changelog;
      this.writer = writer;
    }

    @Override
    public byte @Nullable [] get(String key) {
      byte[] earlier = stale ? before.get(key) : null;
      return earlier == null ? store.get(key) : earlier;
    }

    @Override
    public void put(String key, byte[] value) {
      byte[] known = store.get(key);
      if (known != null) {
        before.put(key, known);
      }
      store.put(key, value);
      writer.send(changelog, key, value);
    }

    @Override
    public void delete(String key) {
      store.put(key, null);
      writer.send(changelog, key, null);
    }
  }
}
