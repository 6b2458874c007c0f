package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.support.Stack;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// People call each other while one process after the other is killed or frozen. After each, all of
/// them call as before; and in the end nothing that they were promised has been broken.
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
  Stream<DynamicTest> peopleCallOnWhatever() {
    return new FaultRun(Stack.shared(), "faults").tests(FAULTS);
  }
}
