package dev.visavis.devstack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingMediaServerTest {
  @Test
  void withoutJanusTheReportNamesTheCauseTheEffectAndTheRemedy() {
    var reason = Optional.of("install it: `sudo apt-get install janus`");
    var report = MissingMediaServer.report(reason, true, Map.of()).orElseThrow();
    assertTrue(report.contains("calls of up to four people work, and a fifth is refused"), report);
    assertTrue(report.contains("Janus is not installed: install it: `sudo apt-get"), report);
    assertTrue(report.endsWith(", and start again."), report);
  }

  @Test
  void aMachineWithoutANetworkCannotUseJanus() {
    var report = MissingMediaServer.report(Optional.empty(), false, Map.of()).orElseThrow();
    assertTrue(report.contains("only the loopback address"), report);
  }

  @Test
  void aMediaServerThatDoesNotStartIsReportedWithItsReason() {
    var givenUp = Map.of("janus-0", "port 8188 is taken", "coturn", "no memory");
    var report = MissingMediaServer.report(Optional.empty(), true, givenUp).orElseThrow();
    assertTrue(report.contains("Janus does not start: port 8188 is taken; fix that"), report);
  }

  @Test
  void aRunningMediaServerIsNotReported() {
    var givenUp = Map.of("coturn", "no memory");
    assertEquals(Optional.empty(), MissingMediaServer.report(Optional.empty(), true, givenUp));
  }
}
