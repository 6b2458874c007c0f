package dev.visavis.simulation.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.ErrorType;
import io.vertx.redis.client.impl.types.MultiType;
import io.vertx.redis.client.impl.types.NumberType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The Redis client of production code, connected to the Redis in memory.
public final class RedisClient implements Redis {
  private static final Method ARGUMENTS = arguments();

  private final MemoryRedis redis;
  private final Runnable before;

  /// @param before runs before each request, to let time pass or to kill the calling process
  public RedisClient(MemoryRedis redis, Runnable before) {
    this.redis = redis;
    this.before = before;
  }

  @Override
  public Future<List<Response>> batch(List<Request> requests) {
    List<@Nullable Response> answers = new ArrayList<>(requests.size());
    before.run();
    for (Request request : requests) {
      if (redis.isUnavailable()) {
        return Future.failedFuture("Redis is unavailable");
      }
      try {
        answers.add(response(redis.call(words(request))));
      } catch (LuaScripts.UnknownScript e) {
        return Future.failedFuture(ErrorType.create("ERR [0] NOSCRIPT No matching script"));
      }
    }
    return Future.succeededFuture(answers);
  }

  @Override
  public Future<@Nullable Response> send(Request request) {
    return batch(List.of(request)).map(List::getFirst);
  }

  @Override
  public Future<RedisConnection> connect() {
    return Future.failedFuture("connections are not simulated");
  }

  @Override
  public void close() {}

  private static Method arguments() {
    try {
      Method method =
          Class.forName("io.vertx.redis.client.impl.RequestImpl").getDeclaredMethod("getArgs");
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Redis client has changed", e);
    }
  }

  private static List<String> words(Request request) {
    try {
      List<String> words = new ArrayList<>();
      words.add(request.command().toString().toUpperCase(Locale.ROOT));
      for (Object word : (List<?>) ARGUMENTS.invoke(request)) {
        words.add(new String((byte[]) word, ISO_8859_1));
      }
      return words;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Redis client has changed", e);
    }
  }

  private static @Nullable Response response(@Nullable Object answer) {
    return switch (answer) {
      case null -> null;
      case Long number -> NumberType.create(number);
      case String text -> BulkType.create(Buffer.buffer(text.getBytes(ISO_8859_1)), false);
      case List<?> list -> {
        MultiType all = MultiType.create(list.size(), false);
        list.forEach(one -> all.add(response(one)));
        yield all;
      }
      default -> throw new IllegalArgumentException("not a reply of Redis: " + answer);
    };
  }
}
