package dev.visavis.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One Redis server.
public record EmbeddedRedis(ChildProcess process, int port) implements EmbeddedServer {
  /// Starts Redis on `dataDir`; `port` 0 means any free port. Clients need `password`.
  public static EmbeddedRedis start(
      Path dataDir, int port, Durability durability, String password) {
    var dir = dataDir.toAbsolutePath();
    return EmbeddedServer.atPort(port, p -> startAt(dir, p, durability, password));
  }

  /// The address for `quarkus.redis.hosts`.
  public String url() {
    return "redis://" + address();
  }

  private static EmbeddedRedis startAt(
      Path dataDir, int port, Durability durability, String password) {
    try {
      Files.createDirectories(dataDir);
      // Not on the command line, where other users could read it with `ps`.
      var configuration = dataDir.resolve("redis.conf");
      PrivateFiles.write(configuration, "requirepass " + password + "\n");
      var durable = durability == Durability.DURABLE;
      var command =
          List.of(
              Binaries.redisServer().toString(),
              configuration.toString(),
              "--bind",
              "127.0.0.1",
              "--port",
              Integer.toString(port),
              "--dir",
              dataDir.toString(),
              "--save",
              "",
              "--appendonly",
              durable ? "yes" : "no",
              // A rewrite is a second process that needs a processor core.
              "--auto-aof-rewrite-percentage",
              "300",
              "--maxmemory",
              "256mb",
              "--maxmemory-policy",
              "noeviction");
      var process =
          ChildProcess.start(
              "redis",
              command,
              Map.of(),
              dataDir,
              dataDir.resolve("redis.log"),
              ChildProcess.StopSignal.TERM);
      Readiness.await(process, START_TIMEOUT, () -> serves(port, password));
      return new EmbeddedRedis(process, port);
    } catch (IOException e) {
      throw new InfraException("Redis cannot write to " + dataDir + ": " + e.getMessage(), e);
    }
  }

  /// While it loads its data, Redis accepts connections but answers with an error.
  private static boolean serves(int port, String password) {
    return repliesWith(port, "AUTH " + password + "\r\nPING\r\n", "+OK\r\n+PONG");
  }

  /// Whether Redis answers. Needs no password: Redis then asks for one.
  public static boolean isUp(int port) {
    return repliesWith(port, "PING\r\n", "-NOAUTH");
  }

  private static boolean repliesWith(int port, String commands, String expected) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      var reply = socket.getInputStream().readNBytes(expected.length());
      return new String(reply, StandardCharsets.US_ASCII).equals(expected);
    } catch (IOException e) {
      return false;
    }
  }
}
