package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.faults.evidence.CallAttempt;
import dev.visavis.systemtests.faults.evidence.Journal;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Pairs of users who call each other all the time.
final class Load implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final Journal journal = new Journal();
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("devices").factory());
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  static Load start(Stack stack, int howMany) {
    Load load = new Load();
    for (int i = 0; i < howMany; i++) {
      load.pairs.add(new Pair(stack, load.journal, load.loop, PACE));
    }
    load.devices().forEach(Client::start);
    load.awaitRegistered();
    for (Pair pair : load.pairs) {
      load.threads.add(Thread.ofPlatform().daemon().name("pair").start(pair));
    }
    return load;
  }

  Journal journal() {
    return journal;
  }

  List<Person> people() {
    return pairs.stream().flatMap(pair -> pair.people().stream()).toList();
  }

  List<CallAttempt> rounds() {
    return pairs.stream().flatMap(pair -> pair.rounds().stream()).toList();
  }

  /// Waits until all devices are registered and every pair has started and finished a new call.
  void awaitFreshCalls() {
    awaitRegistered();
    long since = System.nanoTime();
    Await.until(
        "every pair has made a new call",
        () -> pairs.stream().allMatch(pair -> hasCalledSince(pair, since)) ? true : null);
  }

  private static boolean hasCalledSince(Pair pair, long since) {
    return pair.rounds().stream()
        .anyMatch(attempt -> attempt.begunAt() - since > 0 && attempt.isAsPlanned());
  }

  private void awaitRegistered() {
    Await.until(
        "every device is registered",
        () -> devices().stream().allMatch(Client::isUp) ? true : null);
  }

  private List<Client> devices() {
    return pairs.stream().flatMap(pair -> pair.devices().stream()).toList();
  }

  /// Waits until all calls in progress have ended.
  void finish() {
    pairs.forEach(Pair::stop);
    for (Thread thread : threads) {
      try {
        thread.join(Pair.CALL_LIMIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      if (thread.isAlive()) {
        throw new AssertionError("a call did not end in time");
      }
    }
    awaitReplies();
  }

  /// Waits for pending replies, up to a limit. The invariant reports commands without a reply.
  private void awaitReplies() {
    long deadline = System.nanoTime() + Await.LIMIT.toNanos();
    while (System.nanoTime() < deadline && !devices().stream().allMatch(Client::isSettled)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    pairs.forEach(Pair::stop);
    devices().forEach(Client::close);
    loop.shutdown();
    try {
      if (!loop.awaitTermination(10, TimeUnit.SECONDS)) {
        loop.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      loop.shutdownNow();
    }
  }
}
