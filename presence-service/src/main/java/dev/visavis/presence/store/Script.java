package dev.visavis.presence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A Lua script that Redis runs atomically on keys of one slot. It is called by its digest;
/// [ReadModel] loads the scripts into a Redis that does not know them.
public enum Script {
  DEVICE("device.lua"),
  CALL("call.lua"),
  PROFILE("profile.lua"),
  PRESENCE_STATE("presence-state.lua"),
  CLAIM_UPDATES("claim-updates.lua"),
  FINISH_UPDATES("finish-updates.lua"),
  FINISH_REBUILD("finish-rebuild.lua");

  private final String source;
  private final String digest;

  Script(String file) {
    this.source = withoutComments(read(file));
    this.digest = sha1(source);
  }

  /// The requests that load all scripts.
  static List<Request> load() {
    return Arrays.stream(values())
        .map(script -> Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.source))
        .toList();
  }

  /// The call of this script.
  ///
  /// @param args of type String, Long, Integer or byte[]
  public Request with(List<String> keys, Object... args) {
    Request request = Request.cmd(Command.EVALSHA).arg(digest).arg(keys.size());
    keys.forEach(request::arg);
    for (Object arg : args) {
      switch (arg) {
        case byte[] bytes -> request.arg(bytes);
        default -> request.arg(arg.toString());
      }
    }
    return request;
  }

  private static String withoutComments(String source) {
    return source
        .lines()
        .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("--"))
        .collect(Collectors.joining("\n"));
  }

  private static String sha1(String source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
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
