package dev.visavis.systemtests.faults;

import dev.visavis.devstack.run.Health;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Program;
import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether the processes of a stack serve, asked of each at its port: `./visavis ps` is a program,
/// and to run it again and again would take the time that is measured.
final class Processes {
  /// For a machine that is busy with other things: a start takes seconds.
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Stack stack;
  private final Map<String, Health> health = new LinkedHashMap<>();

  Processes(Stack stack) {
    this.stack = stack;
    for (Program program : stack.programs()) {
      int port = program.port();
      switch (program.service()) {
        case "kafka", "postgres", "edge" -> health.put(program.name(), Health.tcp(port));
        case "redis" -> health.put(program.name(), Health.redis(port));
        case "coturn" -> {} // speaks UDP
        default -> health.put(program.name(), Health.ready(program.management()));
      }
    }
  }

  /// What a Kafka client needs.
  Map<String, Object> kafkaClient() {
    return stack.kafkaClient();
  }

  /// Strikes, and returns once every process serves again.
  void suffer(Fault fault) {
    fault.strike(stack.process(fault.process()));
    awaitReady();
  }

  void awaitReady() {
    Await.until("every process serves", START_LIMIT, () -> isReady() ? true : null);
  }

  private boolean isReady() {
    return health.values().stream().allMatch(Health::isGood);
  }
}
