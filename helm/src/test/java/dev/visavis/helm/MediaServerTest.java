package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Janus offers addresses and ports that browsers can reach, and only media-service reaches its
/// API.
class MediaServerTest {
  private static final String PORTS = "janus: {rtpPorts: {min: 20000, max: 20003}}";

  @Test
  void eachUdpPortIsAPortOfTheNode() throws IOException {
    var pod = Chart.render("operators", PORTS).pod("janus");
    assertFalse(pod.path("hostNetwork").asBoolean());
    assertEquals(
        List.of(
            "null 8188 TCP",
            "20000 20000 UDP",
            "20001 20001 UDP",
            "20002 20002 UDP",
            "20003 20003 UDP"),
        Rendered.stream(pod.at("/containers/0/ports"))
            .map(
                port ->
                    "%s %s %s"
                        .formatted(
                            port.get("hostPort"),
                            port.path("containerPort"),
                            port.path("protocol").asText()))
            .toList());
  }

  @Test
  void mediaServiceKnowsTheNameOfEachPod() throws IOException {
    var rendered = Chart.render("operators", "janus: {replicas: 3}");
    assertEquals(
        "ws://visavis-janus-0.visavis-janus:8188,ws://visavis-janus-1.visavis-janus:8188,"
            + "ws://visavis-janus-2.visavis-janus:8188",
        rendered.environment("media-service").get("VISAVIS_MEDIA_JANUS_URLS"));
    var stateful = rendered.one("StatefulSet", "visavis-janus");
    assertEquals("visavis-janus", stateful.at("/spec/serviceName").asText());
    assertEquals("None", rendered.one("Service", "visavis-janus").at("/spec/clusterIP").asText());
  }

  @Test
  void onlyMediaServiceReachesTheApi() throws IOException {
    var rules = Chart.render("operators", PORTS).one("NetworkPolicy", "visavis-janus");
    var media = rules.at("/spec/ingress/0");
    assertTrue(media.path("from").isMissingNode(), media::toString);
    assertEquals("UDP", media.at("/ports/0/protocol").asText());
    assertEquals(20003, media.at("/ports/0/endPort").asInt());
    var api = rules.at("/spec/ingress/1");
    assertEquals("api", api.at("/ports/0/port").asText());
    assertEquals(
        "media-service",
        api.at("/from/0/podSelector/matchLabels/app.kubernetes.io~1component").asText());
    assertEquals(2, rules.at("/spec/ingress").size());
  }

  @Test
  void aPodThatStopsHasTheTimeForItsCallsButNotOneThatHangs() throws IOException {
    var pod = Chart.render("operators", "janus: {drainSeconds: 100}").pod("janus");
    var container = pod.at("/containers/0");
    assertEquals(
        "100",
        Chart.render("operators", "janus: {drainSeconds: 100}")
            .environment("janus")
            .get("JANUS_DRAIN_SECONDS"));
    assertEquals(
        "/opt/visavis/bin/drain", container.at("/lifecycle/preStop/exec/command/0").asText());
    assertEquals(115, pod.path("terminationGracePeriodSeconds").asInt());
    assertEquals(5, container.at("/livenessProbe/terminationGracePeriodSeconds").asInt());
  }

  @Test
  void withoutMediaServersThereIsNoMediaService() throws IOException {
    var rendered = Chart.render("existing", "media: {janusUrls: []}");
    for (String kind : List.of("StatefulSet", "Service", "NetworkPolicy")) {
      assertFalse(rendered.has(kind, "visavis-media-service"), kind);
    }
    assertTrue(Chart.render("existing").has("StatefulSet", "visavis-media-service"));
  }

  /// Runs the start script of the image, with other folders and a program that does nothing.
  @Test
  void theImageWritesTheAddressesTheSecretsAndThePorts(@TempDir Path folder) throws Exception {
    var environment =
        Map.of(
            "NODE_NAME", "node-2",
            "JANUS_PUBLIC_ADDRESS", "10.0.0.2",
            "JANUS_PUBLIC_ADDRESSES", "node-1=203.0.113.8 node-2=203.0.113.9 ",
            "JANUS_ADDRESS", "10.1.2.3");
    assertEquals(0, start(folder, environment));
    var main = Files.readString(folder.resolve("run/janus.jcfg"));
    assertTrue(main.contains("api_secret = \"the-api-secret\""), main);
    assertTrue(main.contains("rtp_port_range = \"20000-20003\""), main);
    assertTrue(main.contains("ice_enforce_list = \"10.1.2.3\""), main);
    assertTrue(main.contains("nat_1_1_mapping = \"203.0.113.9\""), main);
    var permissions = Files.getPosixFilePermissions(folder.resolve("run/janus.jcfg"));
    assertEquals("rw-------", PosixFilePermissions.toString(permissions));
    assertTrue(Files.isSymbolicLink(folder.resolve("run/transports/libjanus_websockets.so")));
    assertFalse(Files.isSymbolicLink(folder.resolve("run/transports/libjanus_http.so")));
  }

  @Test
  void withoutNatTheAddressIsOffered(@TempDir Path folder) throws Exception {
    assertEquals(0, start(folder, Map.of("JANUS_PUBLIC_ADDRESS", "203.0.113.8")));
    var main = Files.readString(folder.resolve("run/janus.jcfg"));
    assertTrue(main.contains("ice_enforce_list = \"203.0.113.8\""), main);
    assertFalse(main.contains("nat_1_1_mapping"), main);
  }

  @Test
  void aSecretThatWouldBreakTheConfigurationIsRefused(@TempDir Path folder) throws Exception {
    var environment = Map.of("JANUS_PUBLIC_ADDRESS", "203.0.113.8", "JANUS_API_SECRET", "a\"b");
    assertEquals(1, start(folder, environment));
  }

  private static int start(Path folder, Map<String, String> more)
      throws IOException, InterruptedException {
    var library = Files.createDirectories(folder.resolve("library/etc/visavis"));
    Files.createDirectories(folder.resolve("run"));
    try (var files = Files.newDirectoryStream(Chart.ROOT.resolve("compose/janus"), "*.jcfg")) {
      for (Path file : files) {
        Files.copy(file, library.resolve(file.getFileName()));
      }
    }
    var program = Files.createDirectories(folder.resolve("library/bin")).resolve("janus");
    Files.writeString(program, "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    var script =
        Files.readString(Chart.ROOT.resolve("compose/janus/bin/start"))
            .replace("/opt/visavis/janus", folder.resolve("library").toString())
            .replace("/run/janus", folder.resolve("run").toString());
    var builder = new ProcessBuilder("sh", "-c", script).inheritIO();
    var environment = new HashMap<>(more);
    environment.putIfAbsent("JANUS_API_SECRET", "the-api-secret");
    environment.put("JANUS_ADMIN_KEY", "the-admin-key");
    environment.put("JANUS_RTP_PORTS", "20000-20003");
    environment.put("JANUS_API_ADDRESS", "127.0.0.1");
    environment.put("JANUS_API_PORT", "8188");
    builder.environment().putAll(environment);
    var process = builder.start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return process.exitValue();
  }
}
