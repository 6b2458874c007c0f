package dev.visavis.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A stopping pod has enough time, and a pod is not killed because a dependency fails.
class PodLifecycleTest {
  @Test
  void aGatewayHasTheTimeForItsDrain() throws IOException {
    var gateway = gateway("signalingGateway: {drain: {overSeconds: 50, deadlineSeconds: 60}}");
    int before = gateway.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
    int grace = gateway.path("terminationGracePeriodSeconds").asInt();
    assertEquals(5, before);
    assertTrue(grace > before + 60, "killed after " + grace + " s, in the middle of its drain");
    assertTrue(grace < before + 60 + 30, "a gateway that hangs is waited for for " + grace + " s");
  }

  @Test
  void aMediaServiceHasTheTimeForItsCalls() throws IOException {
    var pod =
        Chart.render("existing", "mediaService: {drain: {deadlineSeconds: 100}}")
            .pod("media-service");
    int grace = pod.path("terminationGracePeriodSeconds").asInt();
    assertTrue(grace > 100 && grace <= 130, "stops after " + grace + " s");
    assertTrue(
        pod.toString().contains("{\"name\":\"VISAVIS_MEDIA_DRAIN_TIMEOUT\",\"value\":\"100s\"}"));
  }

  @Test
  void everyServiceHasStartupLivenessAndReadinessProbes() throws IOException {
    var rendered = Chart.render("operators");
    rendered
        .pods()
        .forEach(
            (name, pod) -> {
              if (!name.startsWith("Pod ")) {
                for (String probe : new String[] {"startup", "liveness", "readiness"}) {
                  var asked = pod.path("containers").path(0).path(probe + "Probe");
                  assertTrue(
                      asked.has("httpGet") || asked.has("tcpSocket") || asked.has("exec"),
                      () -> name + " " + probe);
                }
              }
            });
    var gateway = gateway();
    assertEquals("/q/health/live", path(gateway, "liveness"));
    assertEquals("/q/health/ready", path(gateway, "readiness"));
  }

  private static JsonNode gateway(String... values) throws IOException {
    return Chart.render("existing", values).pod("signaling-gateway");
  }

  private static String path(JsonNode pod, String probe) {
    return pod.at("/containers/0/" + probe + "Probe/httpGet/path").asText();
  }
}
