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
/// [#MAX_AGE]. While one request asks, the others take the answer of last time.
@ApplicationScoped
class TurnServerMonitor {
  private static final Logger LOG = Logger.getLogger(TurnServerMonitor.class);
  private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

  private final boolean checks;

  /// As many as there are relays, 64 at most.
  private final Map<String, ServerState> seen = new ConcurrentHashMap<>();

  TurnServerMonitor(TurnConfig config) {
    checks = config.checkRelays();
  }

  /// Whether credentials for the relay are of any use.
  boolean isUp(TurnServer server) {
    return !checks || seen.computeIfAbsent(server.name(), name -> new ServerState()).isUp(server);
  }

  /// What one relay answered.
  private static final class ServerState {
    private final ReentrantLock asking = new ReentrantLock();
    private volatile boolean known;
    private volatile boolean up;
    private volatile long at;

    boolean isUp(TurnServer server) {
      if (known && (isFresh() || !asking.tryLock())) {
        return up;
      }
      if (!asking.isHeldByCurrentThread()) {
        asking.lock(); // the first answer is worth waiting for
      }
      try {
        return known && isFresh() ? up : ask(server);
      } finally {
        asking.unlock();
      }
    }

    private boolean isFresh() {
      return System.nanoTime() - at < MAX_AGE;
    }

    private boolean ask(TurnServer server) {
      boolean isUp = StunProbe.isUp(server);
      if (known ? up != isUp : !isUp) {
        LOG.warnf(
            isUp
                ? "Relay %s answers again."
                : "Relay %s does not answer: nobody gets credentials for it.",
            server.turnUrls());
      }
      up = isUp;
      at = System.nanoTime();
      known = true;
      return isUp;
    }
  }
}
