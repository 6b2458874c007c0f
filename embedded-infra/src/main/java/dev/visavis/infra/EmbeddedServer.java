package dev.visavis.infra;

import java.time.Duration;
import java.util.function.IntFunction;

/// A server that runs as a child process. `start` of its class starts it, `stop` stops it.
public sealed interface EmbeddedServer extends AutoCloseable
    permits EmbeddedKafka, EmbeddedPostgres, EmbeddedRedis {
  Duration START_TIMEOUT = Duration.ofSeconds(90);
  Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  ChildProcess process();

  int port();

  default String address() {
    return "127.0.0.1:" + port();
  }

  default long pid() {
    return process().pid();
  }

  /// Stops the server and returns when it has ended.
  default void stop() {
    process().stop(STOP_TIMEOUT);
  }

  /// Kills the server with SIGKILL, for tests of crashes.
  default void kill() {
    process().kill();
  }

  @Override
  default void close() {
    stop();
  }

  /// Starts at `port`. If it is 0, starts at a free port, and tries another one if the port is
  /// taken meanwhile.
  static <T> T atPort(int port, IntFunction<T> start) {
    if (port != 0) {
      return start.apply(port);
    }
    for (int attempt = 1; ; attempt++) {
      int candidate = Ports.free();
      try {
        return start.apply(candidate);
      } catch (InfraException e) {
        if (attempt == 5 || Ports.isFree("127.0.0.1", candidate)) {
          throw e;
        }
      }
    }
  }
}
