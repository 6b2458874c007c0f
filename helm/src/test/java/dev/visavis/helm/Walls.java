package dev.visavis.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks the restrictions that limit a compromised pod.
final class Walls {
  /// The file of coturn's program has this capability; see the template.
  private static final Set<String> ALLOWED = Set.of("NET_BIND_SERVICE");

  private final List<String> gaps = new ArrayList<>();

  private Walls() {}

  /// The missing restrictions, one sentence each.
  static List<String> gaps(Rendered rendered) {
    var walls = new Walls();
    rendered.pods().forEach(walls::checkPod);
    rendered.all("Secret").forEach(s -> walls.gaps.add("a Secret is made: " + Rendered.name(s)));
    rendered
        .all("ServiceAccount")
        .filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
        .forEach(account -> walls.gaps.add(Rendered.name(account) + " gives away its token"));
    return List.copyOf(walls.gaps);
  }

  private void checkPod(String name, JsonNode pod) {
    JsonNode context = pod.path("securityContext");
    expect(context.path("runAsNonRoot").asBoolean(), name + " may run as root");
    expect(context.path("runAsUser").asInt() > 0, name + " does not say as whom it runs");
    expect(
        context.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        name + " may make any system call");
    expect(
        !pod.path("automountServiceAccountToken").asBoolean(true), name + " has a token mounted");
    expect(!pod.path("enableServiceLinks").asBoolean(true), name + " reads others' addresses");
    for (String group : List.of("containers", "initContainers")) {
      for (JsonNode container : pod.path(group)) {
        checkContainer(name + "/" + container.path("name").asText(), container);
      }
    }
  }

  private void checkContainer(String name, JsonNode container) {
    JsonNode context = container.path("securityContext");
    expect(context.path("readOnlyRootFilesystem").asBoolean(), name + " can change its image");
    expect(
        !context.path("allowPrivilegeEscalation").asBoolean(true), name + " can gain privileges");
    expect(context.at("/capabilities/drop/0").asText().equals("ALL"), name + " keeps capabilities");
    for (JsonNode added : context.at("/capabilities/add")) {
      expect(ALLOWED.contains(added.asText()), name + " has " + added);
    }
    for (String amount : List.of("requests", "limits")) {
      for (String of : List.of("cpu", "memory")) {
        expect(
            container.at("/resources/" + amount + "/" + of).isTextual(),
            name + " has no " + amount + " of " + of);
      }
    }
  }

  private void expect(boolean good, String otherwise) {
    if (!good) {
      gaps.add(otherwise);
    }
  }
}
