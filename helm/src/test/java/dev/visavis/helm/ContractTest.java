package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.devstack.build.Service;
import dev.visavis.devstack.edge.Upstream;
import dev.visavis.proto.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The topics, ports, paths and rights of the chart match the code.
class ContractTest {
  /// The services of which each pod has a number that no other pod has.
  private static final Set<Service> OF_ORDINALS = Set.of(Service.GATEWAY, Service.MEDIA);

  @Test
  void topicsMatchTheirDeclarationsInTheCode() throws IOException {
    Map<String, JsonNode> topics = new TreeMap<>();
    Chart.render("operators")
        .all("KafkaTopic")
        .forEach(topic -> topics.put(topic.at("/spec/topicName").asText(), topic.path("spec")));
    assertEquals(
        Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet()),
        topics.keySet());
    for (Topic topic : Topic.values()) {
      JsonNode spec = Objects.requireNonNull(topics.get(topic.topicName()));
      Map<String, String> configuration = new HashMap<>();
      spec.path("config")
          .properties()
          .forEach(entry -> configuration.put(entry.getKey(), entry.getValue().asText()));
      assertEquals(topic.partitions(), spec.path("partitions").asInt(), topic.topicName());
      assertEquals(topic.settings(), configuration, topic.topicName());
    }
  }

  /// [RefusalsTest] exceeds each of these limits by one.
  @Test
  void theMaximumOfInstancesIsTheNumberOfPartitions() throws IOException {
    int gateways = Topic.GATEWAY_INBOX.partitions();
    int consumers = Topic.CALL_COMMANDS.partitions();
    var rendered =
        Chart.render(
            "operators",
            "autoscaling: {mode: hpa}",
            "janus: {enabled: false}",
            "signalingGateway: {replicas: %1$d, autoscaling: {max: %1$d}}".formatted(gateways),
            "callService: {replicas: %1$d, autoscaling: {max: %1$d}}".formatted(consumers));
    assertEquals(
        gateways,
        rendered
            .one("HorizontalPodAutoscaler", "visavis-signaling-gateway")
            .at("/spec/maxReplicas")
            .asInt());
    assertEquals(16, gateways, "RefusalsTest tries 17");
    assertEquals(8, consumers, "RefusalsTest tries 9");
  }

  @Test
  void everyServiceIsDeployedWithItsPort() throws IOException {
    var rendered = Chart.render("existing");
    for (Service service : Service.values()) {
      String port = new Sources(service.module()).properties().getProperty("quarkus.http.port");
      String name = "visavis-" + service.module();
      assertEquals(port, rendered.one("Service", name).at("/spec/ports/0/port").asText(), name);
      String kind = OF_ORDINALS.contains(service) ? "StatefulSet" : "Deployment";
      assertEquals(
          port,
          rendered
              .one(kind, name)
              .at("/spec/template/spec/containers/0/ports/0/containerPort")
              .asText(),
          name);
    }
  }

  /// Ingress routes lead only to the port `http`; Prometheus and the kubelet use another one.
  @Test
  void healthAndMetricsAreOnAPortWithoutARoute() throws IOException {
    var rendered = Chart.render("operators", "monitoring: {enabled: true}");
    for (Service service : Service.values()) {
      String port =
          new Sources(service.module()).properties().getProperty("quarkus.management.port");
      String name = "visavis-" + service.module();
      JsonNode own = rendered.one("Service", name).at("/spec/ports/1");
      assertEquals("management", own.path("name").asText(), name);
      assertEquals(port, own.path("port").asText(), name);
      JsonNode container = rendered.pod(service.module()).at("/containers/0");
      assertEquals(port, container.at("/ports/1/containerPort").asText(), name);
      for (String probe : Set.of("startup", "liveness", "readiness")) {
        assertEquals("management", container.at("/" + probe + "Probe/httpGet/port").asText(), name);
      }
      Rendered.stream(rendered.one("NetworkPolicy", name).at("/spec/ingress"))
          .filter(rule -> rule.at("/ports/0/port").asText().equals("management"))
          .forEach(rule -> assertEquals(1, rule.path("ports").size(), name));
    }
    assertEquals(
        "management",
        rendered.one("ServiceMonitor", "visavis").at("/spec/endpoints/0/port").asText());
    for (JsonNode rule : rendered.one("HTTPRoute", "visavis").at("/spec/rules")) {
      assertTrue(rule.at("/backendRefs/0/port").asInt() < 9000, rule::toString);
    }
  }

  @Test
  void everyPathOfTheContractLeadsToItsService() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Upstream upstream : Upstream.values()) {
      String service = "visavis-" + Service.valueOf(upstream.name()).module();
      upstream.paths().forEach(path -> expected.put(path, service));
    }
    expected.put("/", "visavis-web-ui");

    Map<String, String> ingress = new TreeMap<>();
    for (JsonNode path :
        Chart.render("existing").one("Ingress", "visavis").at("/spec/rules/0/http/paths")) {
      ingress.put(path.path("path").asText(), path.at("/backend/service/name").asText());
    }
    assertEquals(expected, ingress);

    Map<String, String> route = new TreeMap<>();
    for (JsonNode rule : Chart.render("operators").one("HTTPRoute", "visavis").at("/spec/rules")) {
      for (JsonNode match : rule.path("matches")) {
        route.put(match.at("/path/value").asText(), rule.at("/backendRefs/0/name").asText());
      }
    }
    assertEquals(expected, route);
  }

  @Test
  void theIngressLimitsConnectionsOfOneAddress() throws IOException {
    JsonNode ingress = Chart.render("existing").one("Ingress", "visavis");
    JsonNode annotations = ingress.at("/metadata/annotations");
    assertEquals(
        "1024", annotations.path("nginx.ingress.kubernetes.io/limit-connections").asText());
  }

  /// SecurityHeadersTest of dev-stack compares the values with those of the other edges.
  @Test
  void everyRouteHasTheSecurityHeaders() throws IOException {
    for (JsonNode rule : Chart.render("operators").one("HTTPRoute", "visavis").at("/spec/rules")) {
      Map<String, String> set = new TreeMap<>();
      rule.at("/filters/0/responseHeaderModifier/set")
          .forEach(header -> set.put(header.path("name").asText(), header.path("value").asText()));
      String service = rule.at("/backendRefs/0/name").asText();
      String scripts =
          service.equals("visavis-web-ui") ? "script-src 'self'" : "default-src 'none'";
      String policy = set.getOrDefault("Content-Security-Policy", "");
      assertTrue(policy.contains(scripts), () -> service + " " + set);
      assertTrue(set.containsKey("Strict-Transport-Security"), () -> service + " " + set);
    }
  }

  /// Covers the services whose channels are in their properties; other services name their topics
  /// in code.
  @Test
  void aServiceHasTheRightsOfItsChannels() throws IOException {
    var rendered = Chart.render("operators");
    int channels = 0;
    for (Service service : Service.values()) {
      var properties = Sources.sorted(new Sources(service.module()).properties());
      for (var property : properties.entrySet()) {
        String[] parts = property.getKey().split("\\.", 5);
        if (parts.length == 5 && property.getKey().startsWith("mp.messaging.")) {
          String needed =
              switch (parts[4]) {
                case "topic" -> parts[2].equals("incoming") ? "Read" : "Write";
                case "group.id" -> "Read";
                default -> "";
              };
          if (!needed.isEmpty()) {
            var user = rendered.one("KafkaUser", "visavis-" + service.module());
            assertTrue(allows(user, needed, property.getValue()), () -> service + " " + property);
            channels++;
          }
        }
      }
    }
    assertTrue(channels > 5, "found too few channels");
  }

  @Test
  void aServiceHasRightsOnlyForTheTopicsInItsCode() throws IOException {
    var rendered = Chart.render("operators");
    for (Service service : Service.values()) {
      String name = "visavis-" + service.module();
      if (rendered.has("KafkaUser", name)) {
        assertEquals(
            named(new Sources(service.module())), allowed(rendered.one("KafkaUser", name)), name);
      }
    }
  }

  /// The shared code writes dead letters.
  private static Set<String> named(Sources service) throws IOException {
    String code = service.text();
    var values = Sources.sorted(service.properties()).values();
    return Arrays.stream(Topic.values())
        .filter(topic -> topic != Topic.DEAD_LETTERS)
        .filter(
            topic -> code.contains("Topic." + topic.name()) || values.contains(topic.topicName()))
        .map(Topic::topicName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> allowed(JsonNode user) {
    return Rendered.stream(user.at("/spec/authorization/acls"))
        .map(acl -> acl.path("resource"))
        .filter(it -> it.path("type").asText().equals("topic"))
        .filter(it -> it.path("patternType").asText().equals("literal"))
        .map(it -> it.path("name").asText())
        .filter(name -> !name.equals(Topic.DEAD_LETTERS.topicName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void scalersUseMetricsThatTheServicesExport() throws IOException {
    Set<String> groups = new TreeSet<>();
    Chart.render("operators")
        .all("ScaledObject")
        .map(scaler -> scaler.at("/spec/triggers/0/metadata/consumerGroup").asText())
        .filter(group -> !group.isEmpty())
        .forEach(groups::add);
    var history = new Sources("history-service").properties();
    var call = new Sources("call-service").text();
    var presence = new Sources("presence-service").text();
    assertEquals(
        Set.of(
            "history-service", "presence-device-events", "visavis-call-service", "webhook-service"),
        groups);
    assertEquals(
        "history-service", history.getProperty("mp.messaging.incoming.call-events.group.id"));
    var webhook = new Sources("webhook-service").properties();
    assertEquals(
        "webhook-service", webhook.getProperty("mp.messaging.incoming.call-events.group.id"));
    assertTrue(call.contains("APPLICATION_ID = \"visavis-call-service\""));
    assertTrue(presence.contains("\"presence-\" + topic.name().toLowerCase"));
    assertTrue(new Sources("signaling-gateway").text().contains("\"visavis.gateway.sockets\""));
  }

  private static boolean allows(JsonNode user, String operation, String name) {
    return Rendered.stream(user.at("/spec/authorization/acls"))
        .filter(acl -> acl.path("operations").toString().contains(operation))
        .map(acl -> acl.path("resource"))
        .anyMatch(
            resource ->
                resource.path("patternType").asText().equals("prefix")
                    ? name.startsWith(resource.path("name").asText())
                    : name.equals(resource.path("name").asText()));
  }
}
