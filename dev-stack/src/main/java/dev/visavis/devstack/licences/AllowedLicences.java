package dev.visavis.devstack.licences;

import java.util.Set;
import java.util.stream.Stream;

/// The licences that are allowed for our libraries. None may require us to publish our source: GPL
/// only with a linking exception, never LGPL or AGPL.
final class AllowedLicences {
  static final Set<String> NAMES =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "Bouncy Castle Licence", // the same as MIT
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          "Go License", // BSD-3-Clause
          "ISC",
          "MIT",
          "MIT-0",
          "MPL-2.0",
          "PostgreSQL",
          "Public Domain",
          "UPL-1.0",
          "Unlicense"); // a dedication to the public domain

  private AllowedLicences() {}

  /// @param expression a name, or names joined by `OR` or by `AND`; a mix of both is refused
  static boolean allow(String expression) {
    var names = expression.replaceAll("[()]", "").strip();
    if (names.contains(" AND ")) {
      return Stream.of(names.split(" AND ", -1)).allMatch(NAMES::contains);
    }
    return Stream.of(names.split(" OR ", -1)).anyMatch(NAMES::contains);
  }
}
