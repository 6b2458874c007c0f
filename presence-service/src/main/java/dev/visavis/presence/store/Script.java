package dev.visavis.presence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/// A Lua script that Redis runs atomically on keys of one slot. Sent in full each time: Redis
/// keeps it compiled, and a restarted Redis needs no special case.
public enum Script {
  DEVICE("device.lua"),
  CALL("call.lua"),
  PROFILE("profile.lua"),
  SIGHT("sight.lua"),
  TAKE_NEWS("take-news.lua"),
  SETTLE_NEWS("settle-news.lua"),
  FINISH_REBUILD("finish-rebuild.lua");

  private final String source;

  Script(String file) {
    this.source = withoutComments(read(file));
  }

  /// The call of this script.
  ///
  /// @param args of type String, Long, Integer or byte[]
  public Request with(List<String> keys, Object... args) {
    Request request = Request.cmd(Command.EVAL).arg(source).arg(keys.size());
    keys.forEach(request::arg);
    for (Object arg : args) {
      switch (arg) {
        case byte[] bytes -> request.arg(bytes);
        default -> request.arg(arg.toString());
      }
    }
    return request;
  }

  /// The text travels with each call, and Redis hashes it.
  private static String withoutComments(String source) {
    return source
        .lines()
        .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("--"))
        .collect(Collectors.joining("\n"));
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream("/redis/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the script " + file + " is not packaged");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
