package dev.visavis.media.assignment;

import dev.visavis.media.MediaLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The leases in memory; they expire as those in Redis do.
final class MemoryBoard implements LeaseBoard {
  private record Held(Lease lease, long untilMs) {}

  private final MediaLoop loop;
  private final Map<String, Held> leases = new TreeMap<>();
  private final Set<String> known = new TreeSet<>();
  private final Map<String, Map<String, HeldRoom>> rooms = new HashMap<>();
  private boolean isAway;

  MemoryBoard(MediaLoop loop) {
    this.loop = loop;
  }

  void away(boolean away) {
    isAway = away;
  }

  Map<String, HeldRoom> rooms(String id) {
    return rooms.computeIfAbsent(id, key -> new TreeMap<>());
  }

  Set<String> known() {
    return known;
  }

  @Override
  public CompletionStage<Void> renew(Lease lease) {
    if (!isAway) {
      leases.put(lease.id(), new Held(lease, loop.nowMs() + LEASE_MS));
      known.add(lease.id());
    }
    return done();
  }

  @Override
  public CompletionStage<Void> end(String id) {
    leases.remove(id);
    return done();
  }

  @Override
  public CompletionStage<Leases> read() {
    List<Lease> held = new ArrayList<>();
    for (Held one : leases.values()) {
      if (one.untilMs() > loop.nowMs()) {
        held.add(one.lease());
      }
    }
    return result(new Leases(known, held));
  }

  @Override
  public CompletionStage<Void> addRoom(String id, String callId, HeldRoom room) {
    rooms(id).put(callId, room);
    return done();
  }

  @Override
  public CompletionStage<Void> removeRoom(String id, String callId) {
    rooms(id).remove(callId);
    return done();
  }

  @Override
  public CompletionStage<Map<String, HeldRoom>> roomsOf(String id) {
    return result(new TreeMap<>(rooms(id)));
  }

  @Override
  public CompletionStage<Void> forget(String id) {
    known.remove(id);
    return done();
  }

  private CompletionStage<Void> done() {
    return isAway
        ? CompletableFuture.failedFuture(new IllegalStateException("away"))
        : CompletableFuture.completedFuture(null);
  }

  private <T> CompletionStage<T> result(T value) {
    return isAway
        ? CompletableFuture.failedFuture(new IllegalStateException("away"))
        : CompletableFuture.completedFuture(value);
  }
}
