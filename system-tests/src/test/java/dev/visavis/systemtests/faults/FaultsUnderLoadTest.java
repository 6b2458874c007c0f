package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/// Kills or pauses one process after another while users call each other. After each fault calls
/// work again, and in the end no invariant is violated.
@Isolated
class FaultsUnderLoadTest {
  private static final Duration FROZEN = Duration.ofSeconds(10);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.kill("gateway-0"),
          Fault.kill("call-service-0"),
          Fault.kill("presence-service"),
          Fault.kill("history-service"),
          Fault.kill("account-service"),
          Fault.kill("turn-credential-service"),
          Fault.kill("edge"),
          Fault.kill("redis"),
          Fault.kill("postgres"),
          Fault.kill("kafka"),
          Fault.pause("gateway-1", FROZEN),
          Fault.pause("call-service-1", FROZEN),
          Fault.pause("presence-service", FROZEN),
          Fault.pause("kafka", FROZEN));

  @TestFactory
  Stream<DynamicTest> callsWorkAfterEachFault() {
    return new FaultRun(Stack.shared(), "faults").tests(FAULTS);
  }
}
