package dev.visavis.devstack.licences;

import dev.visavis.devstack.JsonObjects;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// A third-party library of our processes or pages.
///
/// @param name `group:artifact` of Maven, or the package name of npm
/// @param licences the alternatives, each a name or an SPDX expression
record Library(String name, String version, List<String> licences) {
  Library {
    licences = List.copyOf(licences);
  }

  /// Reads a component of a CycloneDX document.
  static Library of(JsonObject component) {
    var group = component.getString("group", "");
    var name = component.getString("name");
    return new Library(
        group.isEmpty() || group.startsWith("@") ? slashed(group, name) : group + ":" + name,
        component.getString("version"),
        JsonObjects.in(component, "licenses").map(Library::licence).distinct().toList());
  }

  private static String slashed(String scope, String name) {
    return scope.isEmpty() ? name : scope + "/" + name;
  }

  private static String licence(JsonObject choice) {
    var licence = choice.getJsonObject("license", new JsonObject());
    return choice.getString("expression", licence.getString("id", licence.getString("name", "")));
  }

  boolean isAllowed() {
    return licences.stream().anyMatch(AllowedLicences::allow);
  }

  boolean isOurs() {
    return name.startsWith("dev.visavis:");
  }

  /// Whether the jar is this library: Quarkus puts the group before the name, and platform-specific
  /// jars have a suffix.
  boolean isIn(String jar) {
    var file = name.substring(name.indexOf(':') + 1) + "-" + version;
    return isNamed(jar, file) || isNamed(jar, name.replace(':', '.') + "-" + version);
  }

  private static boolean isNamed(String jar, String file) {
    return jar.equals(file + ".jar") || jar.startsWith(file + "-");
  }
}
