package dev.visavis.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks that references between objects lead to existing objects.
final class References {
  private final Rendered rendered;
  private final List<String> broken = new ArrayList<>();

  private References(Rendered rendered) {
    this.rendered = rendered;
  }

  /// The broken references, one sentence each.
  static List<String> broken(Rendered rendered) {
    var references = new References(rendered);
    references.namesAreUnique();
    references.podsAreComplete();
    references.selectorsMeetPods();
    references.routesLeadSomewhere();
    references.scalersHaveTargets();
    return List.copyOf(references.broken);
  }

  private void namesAreUnique() {
    Set<String> seen = new HashSet<>();
    for (JsonNode object : rendered.objects()) {
      String name = object.path("kind").asText() + " " + Rendered.name(object);
      expect(seen.add(name), name + " is there twice");
    }
  }

  private void podsAreComplete() {
    rendered
        .pods()
        .forEach(
            (name, pod) -> {
              String account = pod.path("serviceAccountName").asText("default");
              expect(
                  account.equals("default") || rendered.has("ServiceAccount", account),
                  name + " runs as " + account + ", which is not there");
              Set<String> volumes = new HashSet<>();
              for (JsonNode volume : pod.path("volumes")) {
                volumes.add(volume.path("name").asText());
                String map = volume.path("configMap").path("name").asText();
                expect(
                    map.isEmpty() || rendered.has("ConfigMap", map),
                    name + " mounts " + map + ", which is not there");
              }
              for (String group : List.of("containers", "initContainers")) {
                for (JsonNode container : pod.path(group)) {
                  for (JsonNode mount : container.path("volumeMounts")) {
                    expect(
                        volumes.contains(mount.path("name").asText()),
                        name + " has no volume " + mount);
                  }
                }
              }
            });
  }

  private void selectorsMeetPods() {
    rendered
        .all("Service")
        .forEach(
            service -> meetsPods(Rendered.name(service), service.path("spec").path("selector")));
    for (String kind : List.of("PodDisruptionBudget", "Deployment", "StatefulSet", "DaemonSet")) {
      rendered
          .all(kind)
          .forEach(o -> meetsPods(Rendered.name(o), o.at("/spec/selector/matchLabels")));
    }
    rendered
        .all("NetworkPolicy")
        .forEach(o -> meetsPods(Rendered.name(o), o.at("/spec/podSelector/matchLabels")));
  }

  private void meetsPods(String who, JsonNode selector) {
    long met =
        rendered.objects().stream()
            .map(object -> object.at("/spec/template/metadata/labels"))
            .filter(labels -> !labels.isMissingNode())
            .filter(
                labels ->
                    selector.properties().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey()))))
            .count();
    expect(met == 1, who + " selects the pods of " + met + " workloads");
  }

  private void routesLeadSomewhere() {
    for (String pointer : List.of("/spec/rules/0/http/paths", "/spec/rules")) {
      for (JsonNode object : rendered.objects()) {
        for (JsonNode rule : object.at(pointer)) {
          JsonNode ingress = rule.at("/backend/service/name");
          JsonNode route = rule.at("/backendRefs/0/name");
          for (JsonNode backend : List.of(ingress, route)) {
            expect(
                backend.isMissingNode() || rendered.has("Service", backend.asText()),
                "no Service " + backend);
          }
        }
      }
    }
  }

  private void scalersHaveTargets() {
    for (JsonNode object : rendered.objects()) {
      JsonNode target = object.path("spec").path("scaleTargetRef");
      if (!target.isMissingNode()) {
        String kind = target.path("kind").asText();
        String name = target.path("name").asText();
        expect(rendered.has(kind, name), "there is no " + kind + " " + name + " to scale");
        expect(
            rendered.has(kind, name)
                && rendered.one(kind, name).at("/spec/replicas").isMissingNode(),
            name + " has both a scaler and a number of replicas, which fight");
      }
    }
  }

  private void expect(boolean good, String otherwise) {
    if (!good) {
      broken.add(otherwise);
    }
  }
}
