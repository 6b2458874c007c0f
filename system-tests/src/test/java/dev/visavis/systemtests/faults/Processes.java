package dev.visavis.systemtests.faults;

import dev.visavis.devstack.run.Health;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Program;
import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks the health of the stack's processes directly at their ports. Running `./visavis ps` again
/// and again would distort the measured times.
final class Processes {
  /// Generous, for a busy machine; a start usually takes seconds.
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Stack stack;
  private final Map<String, Health> health = new LinkedHashMap<>();

  Processes(Stack stack) {
    this.stack = stack;
    for (Program program : stack.programs()) {
      int port = program.port();
      switch (program.service()) {
        case "kafka", "postgres", "janus", "edge" -> health.put(program.name(), Health.tcp(port));
        case "redis" -> health.put(program.name(), Health.redis(port));
        case "coturn" -> {} // speaks UDP
        default -> health.put(program.name(), Health.ready(program.management()));
      }
    }
  }

  /// The settings of a Kafka client: addresses and credentials.
  Map<String, Object> kafkaClient() {
    return stack.kafkaClient();
  }

  /// Applies the fault; returns when every process is healthy again.
  void inject(Fault fault) {
    fault.apply(stack.process(fault.process()));
    awaitReady();
  }

  void awaitReady() {
    Await.until("every process is healthy", START_LIMIT, () -> isReady() ? true : null);
  }

  private boolean isReady() {
    return health.values().stream().allMatch(Health::isGood);
  }
}
