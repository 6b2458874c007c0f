package dev.visavis.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks the restrictions that limit a compromised pod.
final class PodRestrictions {
  /// The file of coturn's program has this capability; see the template.
  private static final Set<String> ALLOWED = Set.of("NET_BIND_SERVICE");

  private final List<String> gaps = new ArrayList<>();

  private PodRestrictions() {}

  /// The missing restrictions, one sentence each.
  static List<String> gaps(Rendered rendered) {
    var restrictions = new PodRestrictions();
    rendered.pods().forEach(restrictions::checkPod);
    rendered
        .all("Secret")
        .forEach(s -> restrictions.gaps.add("the chart creates a Secret: " + Rendered.name(s)));
    rendered
        .all("ServiceAccount")
        .filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
        .forEach(account -> restrictions.gaps.add(Rendered.name(account) + " mounts its token"));
    return List.copyOf(restrictions.gaps);
  }

  private void checkPod(String name, JsonNode pod) {
    JsonNode context = pod.path("securityContext");
    expect(context.path("runAsNonRoot").asBoolean(), name + " may run as root");
    expect(context.path("runAsUser").asInt() > 0, name + " has no user id");
    expect(
        context.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        name + " may make any system call");
    expect(
        !pod.path("automountServiceAccountToken").asBoolean(true), name + " has a token mounted");
    expect(
        !pod.path("enableServiceLinks").asBoolean(true),
        name + " gets the addresses of other Services");
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
