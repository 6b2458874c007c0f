package dev.visavis.gateway.presence;

import dev.visavis.gateway.GatewayConfig;
import dev.visavis.support.PresenceKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Limits how often one user may ring another within a minute, and how many users in all. The count
/// is in Redis, because a user may have sockets on several gateways. A ring that is answered does
/// not count, because its callee wanted the call.
@Singleton
public final class RingLimit {
  private static final Logger LOG = Logger.getLogger(RingLimit.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Redis redis;
  private final String script;
  private final int maxPerCallee;
  private final int maxPerCaller;

  RingLimit(Redis redis, GatewayConfig config) {
    this.redis = redis;
    this.script = script();
    this.maxPerCallee = config.ringsPerCallee();
    this.maxPerCaller = config.ringsPerCaller();
  }

  /// Returns the request that counts the rings of a call that is about to ring. The same callee in
  /// the same call counts once.
  Request count(String callerId, String callId, List<String> calleeIds) {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(script)
            .arg(1)
            .arg(PresenceKeys.rings(callerId))
            .arg(WINDOW.toMillis())
            .arg(maxPerCallee)
            .arg(maxPerCaller)
            .arg(callId);
    calleeIds.forEach(request::arg);
    return request;
  }

  /// Reads the reply to [#count]: how long to wait; zero if the callees may be rung.
  static Duration toWait(@Nullable Response answer) {
    return answer == null ? Duration.ZERO : Duration.ofMillis(answer.toLong());
  }

  /// The callee has answered, so the ring no longer counts. If Redis fails, it still does.
  public void answered(String callerId, String callId, String calleeId) {
    redis
        .send(
            Request.cmd(Command.ZREM)
                .arg(PresenceKeys.rings(callerId))
                .arg(callId + " " + calleeId))
        .onFailure(
            e ->
                LOG.debugf("Could not remove an answered ring from the count: %s", e.getMessage()));
  }

  private static String script() {
    try (InputStream in = RingLimit.class.getResourceAsStream("/redis/rings.lua")) {
      if (in == null) {
        throw new IllegalStateException("redis/rings.lua is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
