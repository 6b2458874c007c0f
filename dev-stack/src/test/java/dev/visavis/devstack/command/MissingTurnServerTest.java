package dev.visavis.devstack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingTurnServerTest {
  @Test
  void withoutCoturnTheReportNamesTheCauseTheEffectAndTheRemedy() {
    var reason = Optional.of("install it: `sudo apt-get install coturn`");
    var report = MissingTurnServer.report(reason, null).orElseThrow();
    assertTrue(report.contains("coturn is not installed: install it: `sudo apt-get"), report);
    assertTrue(report.contains("a call with ?relay=only does not connect"), report);
    assertTrue(report.endsWith(", and start again."), report);
  }

  @Test
  void aTurnServerThatDoesNotStartIsReportedWithItsReason() {
    var report = MissingTurnServer.report(Optional.empty(), "port 3478 is taken").orElseThrow();
    assertTrue(report.contains("coturn does not start: port 3478 is taken; fix that"), report);
  }

  @Test
  void aRunningTurnServerIsNotReported() {
    assertEquals(Optional.empty(), MissingTurnServer.report(Optional.empty(), null));
  }
}
