package dev.visavis.turn;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Knows which TURN servers are running, if `VISAVIS_TURN_CHECK_RELAYS` is on.
///
/// A request for credentials checks each server that was not checked within [#MAX_AGE]. During a
/// check, other requests use the previous result.
@ApplicationScoped
class TurnServerMonitor {
  private static final Logger LOG = Logger.getLogger(TurnServerMonitor.class);
  private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

  private final boolean checks;

  /// At most 64 entries, one for each TURN server.
  private final Map<String, ServerState> seen = new ConcurrentHashMap<>();

  TurnServerMonitor(TurnConfig config) {
    checks = config.checkRelays();
  }

  /// Whether the server is running, or is not checked.
  boolean isUp(TurnServer server) {
    return !checks || seen.computeIfAbsent(server.name(), name -> new ServerState()).isUp(server);
  }

  /// The result of the last check of one server.
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
        asking.lock(); // there is no previous result, so wait
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
                ? "TURN server %s answers again"
                : "TURN server %s does not answer; no credentials are issued for it",
            server.turnUrls());
      }
      up = isUp;
      at = System.nanoTime();
      known = true;
      return isUp;
    }
  }
}
