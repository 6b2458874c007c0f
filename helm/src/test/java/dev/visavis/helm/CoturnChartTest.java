package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// coturn advertises addresses that browsers can reach, and accepts the credentials that
/// turn-credential-service signs.
class CoturnChartTest {
  private static final String PORTS =
      """
      coturn:
        port: 3479
        relayPorts: {min: 50000, max: 50999}
        publicAddresses: {relay-node-1: 203.0.113.7}
        otherSecret: {name: other-turn}
      """;

  @Test
  void itListensOnTheNodeAndAllocatesInTheOpenPortRange() throws IOException {
    var rendered = Chart.render("operators", PORTS);
    var pod = rendered.pod("coturn");
    assertTrue(pod.path("hostNetwork").asBoolean());
    assertEquals(
        List.of("3479 3479 UDP", "3479 3479 TCP"),
        Rendered.stream(pod.at("/containers/0/ports"))
            .map(
                port ->
                    "%s %s %s"
                        .formatted(
                            port.path("hostPort"),
                            port.path("containerPort"),
                            port.path("protocol").asText()))
            .toList());
    var lines =
        file(rendered.one("ConfigMap", "visavis-coturn"), "turnserver.conf").lines().toList();
    assertTrue(
        lines.containsAll(
            List.of("use-auth-secret", "listening-port=3479", "min-port=50000", "max-port=50999")),
        lines::toString);
    assertTrue(lines.contains("denied-peer-ip=169.254.0.0-169.254.255.255"), lines::toString);
  }

  /// `CoturnTest` checks the content of the list.
  @Test
  void itDeniesTheSameAddressesAsTheTurnServerOfCompose() throws IOException {
    var lines = configuration("").lines().filter(it -> it.startsWith("denied-peer-ip=")).toList();
    assertEquals(
        Files.readAllLines(Chart.ROOT.resolve("compose/coturn/turnserver.conf")).stream()
            .filter(line -> line.startsWith("denied-peer-ip="))
            .toList(),
        lines);
  }

  @Test
  void aUserCannotUseTheWholeTurnServer() throws IOException {
    var standard = configuration("coturn: {relayPorts: {min: 50000, max: 50999}}").lines().toList();
    assertTrue(
        standard.containsAll(
            List.of("user-quota=100", "total-quota=999", "max-bps=1000000", "no-tcp-relay")),
        standard::toString);
    var quotas = "coturn: {quotas: {user: 10, total: 500, bytesPerSecond: 250000}}";
    var own = configuration(quotas).lines().toList();
    assertTrue(
        own.containsAll(List.of("user-quota=10", "total-quota=500", "max-bps=250000")),
        own::toString);
  }

  private static String configuration(String values) throws IOException {
    var rendered = Chart.render("operators", values);
    return file(rendered.one("ConfigMap", "visavis-coturn"), "turnserver.conf");
  }

  /// Runs the start script of the container with other folders.
  @Test
  void itsConfigurationHasBothSecretsAndTheExternalAddress(@TempDir Path folder)
      throws IOException, InterruptedException {
    var files = Chart.render("operators", PORTS).one("ConfigMap", "visavis-coturn");
    var run = Files.createDirectory(folder.resolve("run"));
    for (String name : List.of("turnserver.conf", "public-addresses", "write-conf.sh")) {
      Files.writeString(
          folder.resolve(name),
          file(files, name)
              .replace("/run/coturn", run.toString())
              .replace("/etc/coturn-visavis", folder.toString()));
    }
    var builder = new ProcessBuilder("sh", folder.resolve("write-conf.sh").toString()).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "NODE_NAME", "relay-node-1",
                "NODE_ADDRESS", "10.1.2.3",
                "TURN_SECRET", "the-new-secret",
                "OTHER_TURN_SECRET", "the-old-secret"));
    var process = builder.start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    var lines = Files.readAllLines(run.resolve("turnserver.conf"));
    assertTrue(
        lines.containsAll(
            List.of(
                "static-auth-secret=the-new-secret",
                "static-auth-secret=the-old-secret",
                "relay-ip=10.1.2.3",
                "external-ip=203.0.113.7/10.1.2.3",
                "max-port=50999")),
        lines::toString);
  }

  private static String file(JsonNode configMap, String name) {
    return configMap.path("data").path(name).asText();
  }
}
