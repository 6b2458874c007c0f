package dev.visavis.presence.store;

import dev.visavis.presence.PresenceConfig;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends batches of requests to Redis: one round trip, on one connection, in order.
@ApplicationScoped
public class ReadModel {
  private final Redis redis;
  private final Duration timeout;

  ReadModel(Redis redis, PresenceConfig config) {
    this.redis = redis;
    this.timeout = config.redisTimeout();
  }

  /// Runs `requests` against a complete read model. The marker is read last: if it exists, Redis
  /// was not emptied before any of the requests.
  ///
  /// @throws ReadModelUnavailableException if Redis does not reply or was emptied; any part of the
  ///     batch may have been applied
  public List<@Nullable Response> run(List<Request> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    List<Request> checked = new ArrayList<>(requests);
    checked.add(Request.cmd(Command.EXISTS).arg(InternalPresenceKeys.MARKER));
    List<@Nullable Response> replies = runUnchecked(checked);
    Response marker = replies.getLast();
    if (marker == null || marker.toInteger() == 0) {
      throw new ReadModelUnavailableException("Redis was emptied and is being rebuilt", null);
    }
    return replies.subList(0, requests.size());
  }

  /// As [#run], while Redis may be empty or incomplete.
  public List<@Nullable Response> runUnchecked(List<Request> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    try {
      return batch(requests);
    } catch (UnknownScript e) {
      return runAgain(requests);
    }
  }

  /// Redis has restarted and lost the scripts. Repeats the whole batch; every request may be
  /// repeated.
  private List<@Nullable Response> runAgain(List<Request> requests) {
    try {
      batch(Script.load());
      return batch(requests);
    } catch (UnknownScript e) {
      throw new ReadModelUnavailableException(
          "Redis lost its scripts immediately after they were loaded", e);
    }
  }

  private List<@Nullable Response> batch(List<Request> requests) throws UnknownScript {
    try {
      return redis
          .batch(requests)
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ErrorType error) {
        RedisErrors errors = RedisErrors.of(error.toString());
        if (errors.isMissingScript()) {
          throw new UnknownScript(error);
        }
        if (errors.isPermanent()) {
          throw new IllegalStateException("Redis refused a request", error);
        }
      }
      throw new ReadModelUnavailableException("Redis failed", e.getCause());
    } catch (TimeoutException e) {
      throw new ReadModelUnavailableException("Redis did not reply within " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReadModelUnavailableException("stopped while waiting for Redis", e);
    }
  }

  private static final class UnknownScript extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownScript(ErrorType cause) {
      super(cause);
    }
  }
}
