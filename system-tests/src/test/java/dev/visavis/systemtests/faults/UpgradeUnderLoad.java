package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.faults.invariant.Invariant;
import dev.visavis.systemtests.support.Stack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Restarts every service, one after another, like a rolling upgrade, while users call each other.
/// No call is lost, and each ends as planned. It runs only with `./visavis test upgrade`.
class UpgradeUnderLoad {
  private static final List<Fault> RESTARTS =
      Stream.of(
              "account-service",
              "turn-credential-service",
              "history-service",
              "webhook-service",
              "presence-service",
              "call-service-0",
              "call-service-1",
              "gateway-0",
              "gateway-1")
          .map(Fault::restart)
          .toList();

  @TestFactory
  Stream<DynamicTest> callsContinueDuringAnUpgrade() {
    return new FaultRun(Stack.shared(), "upgrade")
        .tests(RESTARTS, Invariant.EVERY_CALL_IS_AS_PLANNED);
  }
}
