package dev.visavis.media.assignment;

import dev.visavis.media.MediaConfig;
import dev.visavis.media.MediaIdentity;
import dev.visavis.media.MediaLoop;
import dev.visavis.media.room.RoomKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Renews the lease of this instance, and replaces the rooms of instances whose lease has expired:
/// for each of their calls, one of the survivors writes `RoomLost`, and the call requests another
/// room.
@Singleton
final class InstanceWatch {
  private static final Logger LOG = Logger.getLogger(InstanceWatch.class);

  /// Two looks, and the rest of a lease, make a dead instance known within 4 s.
  static final long LOOK_MS = 500;

  private static final int LOOKS_PER_RENEWAL = 2;
  private static final long GAP_MS = 1_500;
  private static final long STOP_MS = 3_000;

  private final MediaLoop loop;
  private final MediaIdentity identity;
  private final MediaConfig config;
  private final LeaseBoard board;
  private final RoomAssigner assigner;
  private final RoomCommands commands;
  private final RoomMetrics metrics;
  private final DeadInstances dead;
  private final Set<String> reporting = new HashSet<>();
  private int looks;
  private long lookedAtMs;
  private boolean hasTakenStock;
  private boolean isRedisAway;
  private boolean isStopped;

  InstanceWatch(
      MediaLoop loop,
      MediaIdentity identity,
      MediaConfig config,
      LeaseBoard board,
      RoomAssigner assigner,
      RoomCommands commands,
      RoomMetrics metrics) {
    this.loop = loop;
    this.identity = identity;
    this.config = config;
    this.board = board;
    this.assigner = assigner;
    this.commands = commands;
    this.metrics = metrics;
    this.dead = new DeadInstances(loop.nowMs());
    this.lookedAtMs = loop.nowMs();
  }

  void start(@Observes StartupEvent event) {
    loop.run(this::look);
    loop.every(LOOK_MS, this::look);
  }

  private void look() {
    if (isStopped) {
      return;
    }
    if (!hasTakenStock) {
      takeStock();
    }
    if (looks % LOOKS_PER_RENEWAL == 0) {
      board.renew(assigner.lease()).whenComplete((renewed, failure) -> noteRedis(failure));
    }
    looks++;
    assigner.measure();
    board
        .read()
        .whenComplete(
            (leases, failure) -> {
              long nowMs = loop.nowMs();
              if (failure != null || nowMs - lookedAtMs > GAP_MS) {
                dead.blind(nowMs);
              }
              lookedAtMs = nowMs;
              if (failure == null) {
                read(leases);
              }
            });
  }

  /// Logs the begin and the end of an outage.
  private void noteRedis(@Nullable Throwable failure) {
    if (failure != null && !isRedisAway) {
      LOG.warnf("could not renew the lease in Redis: %s", failure.getMessage());
    } else if (failure == null && isRedisAway) {
      LOG.info("the lease in Redis is renewed again");
    }
    isRedisAway = failure != null;
  }

  /// The next look tries again.
  private @Nullable Void unavailable(Throwable failure) {
    LOG.debugf("Redis is away: %s", failure.getMessage());
    return null;
  }

  /// The rooms of an earlier process of this instance are lost.
  private void takeStock() {
    hasTakenStock = true;
    board
        .roomsOf(identity.id())
        .whenComplete(
            (rooms, failure) -> {
              if (failure == null) {
                report(
                    identity.id(),
                    rooms,
                    (call, held) -> !held.incarnation().equals(identity.incarnation()));
              } else {
                hasTakenStock = false;
              }
            });
  }

  private void read(Leases leases) {
    assigner.leasesRead(leases);
    for (String id : dead.look(leases, loop.nowMs())) {
      if (!id.equals(identity.id())) {
        replace(id, leases.with(assigner.lease()));
      }
    }
  }

  private void replace(String id, Leases leases) {
    board
        .roomsOf(id)
        .whenComplete(
            (rooms, failure) -> {
              if (failure != null) {
                return;
              }
              if (rooms.isEmpty()) {
                board.forget(id).exceptionally(this::unavailable);
              }
              report(
                  id,
                  rooms,
                  (call, held) -> leases.reporterOf(call).equals(Optional.of(identity.id())));
            });
  }

  private void report(
      String instance,
      Map<String, LeaseBoard.HeldRoom> rooms,
      BiPredicate<String, LeaseBoard.HeldRoom> isForUs) {
    rooms.forEach(
        (callId, held) -> {
          RoomKey room = new RoomKey(callId, held.generation());
          if (isForUs.test(callId, held) && reporting.add(instance + " " + room)) {
            LOG.warnf("the room of call %s is lost: %s is gone", callId, instance);
            metrics.lost();
            commands
                .lost(room, "media-service " + instance + " is gone")
                .whenComplete(
                    (written, failure) -> {
                      reporting.remove(instance + " " + room);
                      if (failure == null) {
                        board.removeRoom(instance, callId).exceptionally(this::unavailable);
                      }
                    });
          }
        });
  }

  /// Takes no more calls, waits for those that it has for up to the configured time, and gives
  /// up the rest, so that they move to another instance at once.
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loop.run(
        () -> {
          assigner.stopping();
          board.renew(assigner.lease()).exceptionally(this::unavailable);
        });
    await(done -> awaitEmpty(done), config.drainTimeout().toMillis());
    await(this::giveUp, STOP_MS);
  }

  private interface Step {
    void run(CountDownLatch done);
  }

  private void await(Step step, long atMostMs) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.run(() -> step.run(done));
    if (!done.await(atMostMs, TimeUnit.MILLISECONDS)) {
      LOG.debug("did not wait longer");
    }
  }

  private void awaitEmpty(CountDownLatch done) {
    if (assigner.rooms().isEmpty()) {
      done.countDown();
    } else if (!isStopped) {
      loop.after(LOOK_MS, () -> awaitEmpty(done));
    }
  }

  private void giveUp(CountDownLatch done) {
    isStopped = true;
    List.copyOf(assigner.rooms())
        .forEach(room -> assigner.lose(room, "media-service " + identity.id() + " stops"));
    board.end(identity.id()).whenComplete((ended, failure) -> done.countDown());
  }
}
