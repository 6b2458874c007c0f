package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Shell;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Journeys of users and operators on the product as `docker compose up` starts it. They run only
/// with `./visavis test compose`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeJourney {
  private static final Duration QUICK = Duration.ofMinutes(2);

  private final ComposeStack stack;

  ComposeJourney() throws Exception {
    stack = ComposeStack.start();
  }

  @BeforeAll
  void theEdgeAnswers() {
    Await.until("the edge answers", () -> page("/").statusCode() == 200 ? true : null);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void aCallRingsDevicesOnThreeGatewaysAndIsInBothHistories() throws IOException {
    Person alice = Person.signUp(stack, "Alice");
    Person bob = Person.signUp(stack, "Bob");
    Map<String, Device> bobs = onEveryGateway(bob);
    Device laptop = alice.device("laptop");
    String callId = laptop.initiate(bob);
    bobs.values().forEach(device -> device.await("ring", callId));

    Device answering =
        bobs.values().stream()
            .filter(device -> !device.gatewayId().equals(laptop.gatewayId()))
            .findFirst()
            .orElseThrow();
    answering.send("answer_call", callId, Sdp.OFFER);
    assertEquals(Sdp.OFFER.path("sdp"), laptop.await("call_answered", callId).at("/payload/sdp"));
    for (Device device : bobs.values()) {
      if (device != answering) {
        device.awaitEnd(callId, "answered_elsewhere");
      }
    }
    laptop.send("end_call", callId);
    answering.awaitEnd(callId, "ended");

    JsonNode outgoing = alice.historyRow(callId, "ended");
    assertEquals("Bob", outgoing.at("/other_party/name").asText());
    assertEquals("incoming", bob.historyRow(callId, "ended").path("direction").asText());
    explains(callId);
    bobs.values().forEach(Device::close);
    laptop.close();
  }

  /// Runs `explain` inside a container, like an operator without a checkout.
  private void explains(String callId) throws IOException {
    String output =
        stack.docker(
            "exec",
            "--env=PGUSER=visavis_history",
            "--env=PGPASSWORD=" + stack.setting("HISTORY_DB_PASSWORD"),
            stack.containers("api-docs").getFirst(),
            "visavis",
            "explain",
            callId,
            "--bootstrap",
            "kafka:9092",
            "--history",
            "jdbc:postgresql://postgres/visavis_history");
    assertTrue(output.contains("Bob (incoming): ended (ended)"), output);
    assertTrue(output.contains("hangs up"), output);
  }

  @Test
  void theHelmProbeMakesACallFromItsImage() throws IOException {
    String output =
        stack.docker(
            "exec",
            "--env=VISAVIS_PROBE_ACCOUNT_URL=http://account-service:8081",
            "--env=VISAVIS_PROBE_SIGNALING_URL=http://signaling-gateway:8082",
            "--env=VISAVIS_PROBE_PASSWORD=" + stack.setting("PROBE_PASSWORD"),
            stack.containers("api-docs").getFirst(),
            "java",
            "-cp",
            "/app/*",
            "dev.visavis.devstack.probe.ProbeMain");
    assertTrue(output.contains("a test call succeeded"), output);
  }

  @Test
  void aNewGatewayTakesTheNumberOfAKilledOne() {
    stack.docker("kill", stack.containers("signaling-gateway").getFirst());
    stack.up(ComposeStack.GATEWAYS);
    Person carol = Person.signUp(stack, "Carol");
    Map<String, Device> devices = onEveryGateway(carol);
    assertEquals(Set.of("gateway-0", "gateway-1", "gateway-2"), devices.keySet());
    devices.values().forEach(Device::close);
  }

  /// Connects one device on each gateway; the edge distributes sockets round robin.
  private static Map<String, Device> onEveryGateway(Person person) {
    Map<String, Device> devices = new TreeMap<>();
    return Await.until(
        "devices are connected to three gateways",
        () -> {
          Device device = person.deviceAfterAFault("device-" + devices.size());
          if (devices.putIfAbsent(device.gatewayId(), device) != null) {
            device.close();
          }
          return devices.size() == ComposeStack.GATEWAYS ? devices : null;
        });
  }

  @Test
  void theTurnServerRelaysOnlyWithAnIssuedCredential() {
    Person dave = Person.signUp(stack, "Dave");
    JsonNode relay = null;
    for (JsonNode server : dave.getJson("/api/turn/credentials").path("iceServers")) {
      relay = server.has("credential") ? server : relay;
    }
    assertTrue(relay != null, "no TURN server with a credential");
    String credential = relay.path("credential").asText();
    String output = sendOverRelay(relay, credential).orFail();
    assertTrue(output.contains("Total lost packets 0 "), output);
    assertTrue(output.contains("tot_send_msgs=40, tot_recv_msgs=40"), output);
    assertNotEquals(0, sendOverRelay(relay, credential + "x").exitCode());
  }

  /// Sends ten messages each way between two pairs of allocations, with coturn's own client.
  private Shell.Result sendOverRelay(JsonNode relay, String credential) {
    URI url =
        URI.create("turn://" + relay.path("urls").path(0).asText().replaceFirst("^turn:", ""));
    return stack.tryDocker(
        "exec",
        stack.containers("coturn").getFirst(),
        "timeout",
        "60",
        "turnutils_uclient",
        "-y",
        "-m",
        "2",
        "-n",
        "10",
        "-u",
        relay.path("username").asText(),
        "-w",
        credential,
        "-p",
        Integer.toString(url.getPort()),
        url.getHost());
  }

  /// The status of a container that runs is `healthy` once the API answers.
  @Test
  void theMediaServerAnswersItsServiceAndRunsWithoutRights() {
    String container = stack.containers("janus").getFirst();
    assertEquals("10001", stack.docker("exec", container, "id", "-u").strip());
    Await.until(
        "the media server is healthy",
        () ->
            stack
                    .docker("inspect", "--format", "{{.State.Health.Status}}", container)
                    .strip()
                    .equals("healthy")
                ? true
                : null);
  }

  @Test
  void theEdgeServesTheApplicationAndNoInternalPath() {
    HttpResponse<String> page = page("/");
    assertTrue(page.body().contains("<div id=\"root\">"), page.body());
    assertEquals("no-cache", header(page, "Cache-Control"));
    assertEquals("nosniff", header(page, "X-Content-Type-Options"));
    assertEquals(page.body(), page("/people/somebody").body());
    String script = page.body().replaceFirst("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");
    assertEquals("public, max-age=31536000, immutable", header(page(script), "Cache-Control"));
    for (String nowhere : List.of("/api/nothing", "/q/health/ready", "/q/metrics")) {
      assertEquals(404, page(nowhere).statusCode(), nowhere);
      assertEquals("application/problem+json", header(page(nowhere), "Content-Type"));
    }
    assertEquals(404, page("/assets/nothing.js").statusCode());
    assertEquals(404, page("/favicon.ico").statusCode());
    assertEquals(400, page("/api/calls/%2e%2e/%2e%2e/q/metrics").statusCode());
  }

  @Test
  void theApiDocumentsOfAllServicesAreMerged() {
    JsonNode paths = Json.parse(page("/api/docs/openapi.json").body()).path("paths");
    for (String path : List.of("/api/auth/login", "/api/calls/history", "/api/turn/credentials")) {
      assertTrue(paths.has(path), path + " is not in " + paths);
    }
    assertTrue(page("/api/docs/").body().contains("swagger-ui.css"));
  }

  @Test
  void aStoppedServiceGets502WithRetryAfter() {
    stack.docker("stop", stack.containers("turn-credential-service").getFirst());
    HttpResponse<String> answer = page("/api/turn/credentials");
    stack.up(ComposeStack.GATEWAYS);
    assertEquals(502, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    assertEquals("2", header(answer, "Retry-After"));
    assertEquals(502, Json.parse(answer.body()).path("status").asInt());
  }

  private HttpResponse<String> page(String path) {
    return get(URI.create(stack.url() + path));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<String> get(URI url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20)).build();
      return Person.HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(url.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account-service",
        "api-docs",
        "call-service",
        "edge",
        "history-service",
        "media-service",
        "presence-service",
        "signaling-gateway",
        "turn-credential-service",
        "webhook-service"
      })
  void noServiceRunsAsRootOrCanWriteToItsImage(String service) {
    String container = stack.containers(service).getFirst();
    assertEquals("10001", stack.docker("exec", container, "id", "-u").strip());
    assertNotEquals(0, stack.tryDocker("exec", container, "touch", "/tmp/../srv/x").exitCode());
    String bill = stack.docker("exec", container, "cat", "/opt/visavis/sbom.cdx.json");
    assertEquals("CycloneDX", Json.parse(bill).path("bomFormat").asText());
    assertFalse(Json.parse(bill).path("components").isEmpty());
    assertEquals(
        "true [ALL]",
        stack
            .docker(
                "inspect",
                "--format",
                "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}",
                container)
            .strip());
  }

  @Test
  void prometheusFindsEveryContainerOfEveryService() {
    String query = URLEncoder.encode("sum by (job) (up)", StandardCharsets.UTF_8);
    URI url = URI.create(stack.prometheus() + "/api/v1/query?query=" + query);
    Map<String, String> expected = new TreeMap<>();
    for (String job :
        List.of("account", "call", "history", "media", "presence", "turn-credential", "webhook")) {
      expected.put(job + "-service", "1");
    }
    expected.put("gateway", Integer.toString(ComposeStack.GATEWAYS));
    Await.until(
        "Prometheus scrapes " + expected,
        () -> {
          Map<String, String> found = new TreeMap<>();
          Json.parse(get(url).body())
              .at("/data/result")
              .forEach(
                  row -> found.put(row.at("/metric/job").asText(), row.at("/value/1").asText()));
          return found.equals(expected) ? true : null;
        });
  }

  @Test
  void aMissingSecretPreventsTheStartAndIsNamedInTheError() throws IOException {
    List<String> settings = Files.readAllLines(stack.settings());
    Set<String> needed = new TreeSet<>();
    for (String line : Files.readAllLines(Stack.repositoryRoot().resolve(".env.example"))) {
      if (line.matches("[A-Z_]+=")) {
        needed.add(line.substring(0, line.length() - 1));
      }
    }
    assertTrue(needed.contains("TURN_SECRET"), needed::toString);
    for (String name : needed) {
      List<String> without = new ArrayList<>(settings);
      without.removeIf(line -> line.startsWith(name + "="));
      without.add(name + "=");
      Path file = stack.settings().resolveSibling("without.env");
      Files.write(file, without);
      Shell.Result answer = stack.compose(file, QUICK, "config", "--quiet");
      assertNotEquals(0, answer.exitCode(), name);
      assertTrue(answer.output().contains(name), answer.output());
    }
  }
}
