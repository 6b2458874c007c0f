package dev.visavis.devstack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JanusVersionTest {
  @Test
  void theVersionOfDebian12HasKnownFaults() {
    var version = version("Janus version: 1102 (1.1.2)\nJanus commit: not-a-git-repo\n");
    assertEquals(new JanusVersion("1.1.2", 1102), version);
    assertTrue(version.describe().startsWith("1.1.2, older than 1.4.1"), version.describe());
  }

  @Test
  void theVersionOfTheImagesHasNone() {
    assertEquals("1.4.1", version("Janus version: 1401 (1.4.1)\n").describe());
  }

  @Test
  void anotherProgramOfThisNameHasNoVersion() {
    assertEquals(Optional.empty(), JanusVersion.parse("usage: janus [-v]"));
  }

  private static JanusVersion version(String output) {
    return JanusVersion.parse(output).orElseThrow();
  }
}
