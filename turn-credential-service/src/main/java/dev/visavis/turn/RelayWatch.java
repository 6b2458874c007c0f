package dev.visavis.turn;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Knows which relays run, where `VISAVIS_TURN_CHECK_RELAYS` says that they can be asked.
///
/// A relay is asked when somebody wants credentials for it, and not more often than once in
/// [#FRESH]. While one request asks, the others take the answer of last time.
@ApplicationScoped
class RelayWatch {
  private static final Logger LOG = Logger.getLogger(RelayWatch.class);
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final boolean checks;

  /// As many as there are relays, 64 at most.
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  RelayWatch(TurnConfig config) {
    checks = config.checkRelays();
  }

  /// Whether credentials for the relay are of any use.
  boolean isUp(Relay relay) {
    return !checks || seen.computeIfAbsent(relay.name(), name -> new Seen()).isUp(relay);
  }

  /// What one relay answered.
  private static final class Seen {
    private final ReentrantLock asking = new ReentrantLock();
    private volatile boolean known;
    private volatile boolean up;
    private volatile long at;

    boolean isUp(Relay relay) {
      if (known && (isFresh() || !asking.tryLock())) {
        return up;
      }
      if (!asking.isHeldByCurrentThread()) {
        asking.lock(); // the first answer is worth waiting for
      }
      try {
        return known && isFresh() ? up : ask(relay);
      } finally {
        asking.unlock();
      }
    }

    private boolean isFresh() {
      return System.nanoTime() - at < FRESH;
    }

    private boolean ask(Relay relay) {
      boolean answers = StunProbe.answers(relay);
      if (known ? up != answers : !answers) {
        LOG.warnf(
            answers
                ? "Relay %s answers again."
                : "Relay %s does not answer: nobody gets credentials for it.",
            relay.turnUrls());
      }
      up = answers;
      at = System.nanoTime();
      known = true;
      return answers;
    }
  }
}
