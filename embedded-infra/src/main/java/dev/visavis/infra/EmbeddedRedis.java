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
  /// Starts Redis on `dataDir`; `port` 0 means any free one.
  public static EmbeddedRedis start(Path dataDir, int port, Durability durability) {
    return EmbeddedServer.atPort(port, p -> startAt(dataDir.toAbsolutePath(), p, durability));
  }

  /// As `quarkus.redis.hosts` takes it.
  public String url() {
    return "redis://" + address();
  }

  private static EmbeddedRedis startAt(Path dataDir, int port, Durability durability) {
    try {
      Files.createDirectories(dataDir);
      var durable = durability == Durability.DURABLE;
      var command =
          List.of(
              Binaries.redisServer().toString(),
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
              // A rewrite is a second process that wants a core of its own.
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
      Readiness.await(process, START_TIMEOUT, () -> answersPing(port));
      return new EmbeddedRedis(process, port);
    } catch (IOException e) {
      throw new InfraException("Redis cannot write to " + dataDir + ": " + e.getMessage(), e);
    }
  }

  /// While it still loads its data, Redis accepts connections and answers with an error.
  public static boolean answersPing(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var reply = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return reply.equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
