package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.faults.invariant.Invariant;
import dev.visavis.systemtests.support.Stack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// People call each other while every service is restarted, one after the other, as a rolling
/// upgrade does: no call is lost, and each comes out as the two had it in mind. Not in the ordinary
/// run: `./visavis test upgrade`.
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
  Stream<DynamicTest> peopleCallOnThroughAnUpgrade() {
    return new FaultRun(Stack.shared(), "upgrade")
        .tests(RESTARTS, Invariant.EVERY_CALL_IS_AS_PLANNED);
  }
}
