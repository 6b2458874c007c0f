package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.probe.ProbeMain;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart sets only variables that the service reads, and every variable that the service
/// requires.
class EnvironmentTest {
  /// Read by the JVM and not by a service.
  private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");

  private static final String[] TLS_TO_STORES = {
    "redis: {url: 'rediss://redis.example.org:6380', caSecret: {name: redis-ca}}",
    "postgresql: {caSecret: {name: postgresql-ca}}"
  };

  private static final String[][] TELLING_MOST = {
    {},
    {"kafka: {strimzi: {enabled: true}}", "postgresql: {cloudNativePg: {enabled: true}}"},
    TLS_TO_STORES,
    {"tracing: {endpoint: 'http://collector:4317'}", "edge: {allowedOrigins: ['https://a.b']}"},
  };

  static Stream<Sources> services() {
    return Arrays.stream(Service.values()).map(service -> new Sources(service.module()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void theServiceReadsEveryVariableThatTheChartSets(Sources service) throws IOException {
    Set<String> known = new TreeSet<>(OF_THE_JVM);
    known.addAll(documented());
    known.addAll(DeclaredSettings.of(service).variables());
    for (String[] values : TELLING_MOST) {
      Set<String> unknown = new TreeSet<>(environment(service, values).keySet());
      unknown.removeAll(known);
      assertEquals(Set.of(), unknown);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void theChartSetsEveryRequiredVariable(Sources service) throws IOException {
    Set<String> missing = new TreeSet<>(DeclaredSettings.of(service).required());
    missing.removeAll(environment(service).keySet());
    assertEquals(Set.of(), missing);
  }

  /// Checks that the sources are parsed correctly.
  @Test
  void requiredVariablesAreFound() throws IOException {
    assertEquals(
        Set.of(
            "QUARKUS_HTTP_HOST",
            "QUARKUS_MANAGEMENT_HOST",
            "VISAVIS_JWKS_URL",
            "VISAVIS_TURN_SECRET"),
        required("turn-credential-service"));
    assertEquals(
        Set.of("KAFKA_BOOTSTRAP_SERVERS", "QUARKUS_HTTP_HOST", "QUARKUS_MANAGEMENT_HOST"),
        required("call-service"));
    assertTrue(
        required("signaling-gateway")
            .containsAll(Set.of("QUARKUS_REDIS_HOSTS", "VISAVIS_ACCOUNT_URL", "VISAVIS_JWKS_URL")));
    assertTrue(required("history-service").contains("QUARKUS_DATASOURCE_JDBC_URL"));
  }

  @Test
  void secretsAreSetOnlyByReference() throws IOException {
    for (Sources service : services().toList()) {
      environment(service)
          .forEach(
              (name, value) -> {
                if (name.matches(".*(SECRET|PASSWORD|JAAS_CONFIG)")) {
                  assertTrue(value.contains("secretKeyRef"), service + " " + name);
                }
              });
    }
  }

  /// TLS protects nothing unless the client verifies the store's certificate and host name.
  @Test
  void storesWithACertificateAreReachedOverTls() throws IOException {
    var history = environment(new Sources("history-service"), TLS_TO_STORES);
    assertTrue(
        history
            .getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", "")
            .endsWith("?sslmode=verify-full&sslrootcert=/etc/visavis/postgresql/ca.crt"));
    assertTrue(history.getOrDefault("QUARKUS_DATASOURCE_REACTIVE_URL", "").endsWith("verify-full"));
    assertEquals("HTTPS", history.get("QUARKUS_TLS_REDIS_HOSTNAME_VERIFICATION_ALGORITHM"));
    var mounts =
        Chart.render("existing", TLS_TO_STORES)
            .pod("history-service")
            .at("/containers/0/volumeMounts")
            .toString();
    for (String store : Set.of("redis", "postgresql")) {
      assertTrue(mounts.contains("/etc/visavis/" + store + "\""), mounts);
    }
  }

  @Test
  void theOrdinalOfEachGatewayIsItsInboxPartition() throws IOException {
    var partition =
        environment(new Sources("signaling-gateway")).get("VISAVIS_GATEWAY_INBOX_PARTITION");
    assertTrue(String.valueOf(partition).contains("apps.kubernetes.io/pod-index"), partition);
  }

  @Test
  void theInboxPartitionsOfMediaServicesAreAboveThoseOfTheGateways() throws IOException {
    var partition = environment(new Sources("media-service")).get("VISAVIS_MEDIA_INBOX_PARTITION");
    assertTrue(String.valueOf(partition).contains("apps.kubernetes.io/pod-index"), partition);
    var stateful =
        Chart.render("existing", "mediaService: {firstInbox: 9, replicas: 7}")
            .one("StatefulSet", "visavis-media-service");
    assertEquals(9, stateful.at("/spec/ordinals/start").asInt());
    assertEquals(7, stateful.at("/spec/replicas").asInt());
  }

  @Test
  void theProbeGetsTheVariablesThatItReads() throws IOException {
    assertEquals(
        Set.of(ProbeMain.ACCOUNT_URL, ProbeMain.SIGNALING_URL, ProbeMain.PASSWORD),
        Chart.render("existing").environment("probe").keySet());
    var command = Chart.render("existing").pod("probe").at("/containers/0/command");
    assertTrue(command.toString().contains(ProbeMain.class.getName()), command::toString);
  }

  private static Map<String, String> environment(Sources service, String... values)
      throws IOException {
    return Chart.render("existing", values).environment(service.module());
  }

  private static Set<String> required(String module) throws IOException {
    return DeclaredSettings.of(new Sources(module)).required();
  }

  private static Set<String> documented() throws IOException {
    String text = Files.readString(Chart.ROOT.resolve("docs/configuration.md"));
    return Pattern.compile("`([A-Z]+_[A-Z0-9_]+)`")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }
}
