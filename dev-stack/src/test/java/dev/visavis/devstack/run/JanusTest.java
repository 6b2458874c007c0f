package dev.visavis.devstack.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visavis.devstack.Checkout;
import dev.visavis.devstack.DataDirectory;
import dev.visavis.devstack.Secrets;
import dev.visavis.devstack.StackException;
import dev.visavis.infra.Ports;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the Janus of `./visavis up` may do, and what it tells others.
class JanusTest {
  private static final int PORT = 20_188;

  @TempDir Path dir;

  @Test
  void theApiListensOnLoopbackAndNeedsTheSecret() throws IOException {
    var websockets = settings().configuration("janus.transport.websockets.jcfg", PORT);
    assertTrue(websockets.contains("ws_ip = \"127.0.0.1\""), websockets);
    assertTrue(websockets.contains("ws_port = 20188"), websockets);
    assertTrue(websockets.contains("admin_ws = false"), websockets);
    var main = settings().configuration("janus.jcfg", PORT);
    assertTrue(main.contains("api_secret = \"the-api-secret\""), main);
    assertTrue(
        settings()
            .configuration("janus.plugin.videoroom.jcfg", PORT)
            .contains("admin_key = \"the-admin-key\""));
  }

  @Test
  void mediaUsesTheAddressOfTheNetworkAndTheOpenPorts() throws IOException {
    var main = settings().configuration("janus.jcfg", PORT);
    assertTrue(main.contains("ice_enforce_list = \"192.0.2.7\""), main);
    assertTrue(main.contains("rtp_port_range = \"10000-11999\""), main);
    assertTrue(main.contains("slowlink_threshold = 0"), main);
  }

  @Test
  void everyPlaceholderIsFilledIn() throws IOException {
    for (var file : JanusSettings.FILES) {
      var lines = settings().configuration(file, PORT).lines().filter(it -> !it.startsWith("#"));
      assertFalse(lines.anyMatch(line -> line.contains("${")), file);
    }
  }

  @Test
  void onlyTheUsedPartsAreLoadedAndOnlyTheOwnerReadsTheSecrets() throws IOException {
    new Janus(settings(), 0, PORT, new DataDirectory(dir)).write(dir.resolve("janus-0"));
    assertEquals(Set.of("libjanus_videoroom.so"), names(dir.resolve("janus-0/plugins")));
    assertEquals(Set.of("libjanus_websockets.so"), names(dir.resolve("janus-0/transports")));
    assertEquals(Set.of(), names(dir.resolve("janus-0/unused")));
    for (var file : JanusSettings.FILES) {
      var permissions = Files.getPosixFilePermissions(dir.resolve("janus-0").resolve(file));
      assertEquals("rw-------", PosixFilePermissions.toString(permissions), file);
    }
  }

  @Test
  void itRunsAsAUserOfItsOwnWithLimitedMemory() {
    var janus = new Janus(settings(), 0, PORT, new DataDirectory(dir));
    var command = String.join(" ", janus.command(true));
    assertTrue(command.contains("ulimit -d 1048576"), command);
    assertTrue(
        command.contains("setpriv --reuid 61980 --regid 61980 --clear-groups --no-new-privs"),
        command);
    assertTrue(command.endsWith("bin/janus -F . -C ./janus.jcfg"), command);
    assertFalse(command.contains("the-api-secret"), command);
    assertFalse(String.join(" ", janus.command(false)).contains("setpriv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10000", "11999-10000", "10000-70000", "10-20", "a-b"})
  void aRangeOfPortsThatIsNoneIsRefused(String range) {
    var environment = Map.of("VISAVIS_RTP_PORTS", range);
    var refused = assertThrows(StackException.class, () -> JanusSettings.rtpPorts(environment));
    assertTrue(String.valueOf(refused.getMessage()).contains("such as 10000-11999"));
  }

  @Test
  void theRangeOfPortsCanBeChosen() {
    assertEquals("10000-11999", JanusSettings.rtpPorts(Map.of()));
    var environment = Map.of("VISAVIS_RTP_PORTS", "40000-40199");
    assertEquals("40000-40199", JanusSettings.rtpPorts(environment));
  }

  /// On a machine with Janus and a network.
  @Test
  void theInstalledJanusStartsWithThisConfiguration() throws IOException {
    var checkout = new Checkout(RepositoryRoot.find());
    var installed = JanusSettings.find(new Secrets(dir.resolve("secrets")), checkout);
    assumeTrue(installed.isPresent(), "Janus is not installed");
    var data = new DataDirectory(dir);
    var janus = new Janus(installed.get(), 0, Ports.free(), data).asProgram();
    var process = janus.starter().start();
    try {
      assertTrue(janus.health().isGood());
      if (System.getProperty("user.name").equals("root")) {
        var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        assertTrue(status.contains("Uid:\t61980\t"), status);
      }
      assertFalse(Files.readString(data.log("janus-0")).contains("[ERR]"));
    } finally {
      process.stop(Duration.ofSeconds(5));
    }
  }

  private JanusSettings settings() {
    return new JanusSettings(
        dir.resolve("bin/janus"),
        dir.resolve("lib/janus"),
        RepositoryRoot.find().resolve("compose/janus"),
        "192.0.2.7",
        "10000-11999",
        "the-api-secret",
        "the-admin-key");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
