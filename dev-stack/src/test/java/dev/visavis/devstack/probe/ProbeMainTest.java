package dev.visavis.devstack.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The exit code of the probe tells whether a call succeeds, and its output the reason for a
/// failure.
class ProbeMainTest {
  @Test
  void aMissingSettingIsNamed() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), ProbeMain.class.getName())
            .redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                ProbeMain.ACCOUNT_URL, "http://127.0.0.1:1",
                ProbeMain.SIGNALING_URL, "http://127.0.0.1:1"));
    builder.environment().remove(ProbeMain.PASSWORD);
    var process = builder.start();
    try (var output = process.getInputStream()) {
      var said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(1, process.exitValue());
      assertTrue(said.contains("VISAVIS_PROBE_PASSWORD is not set"), said);
    } finally {
      process.destroyForcibly();
    }
  }
}
