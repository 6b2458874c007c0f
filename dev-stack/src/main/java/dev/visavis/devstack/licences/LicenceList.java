package dev.visavis.devstack.licences;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `docs/licences.md`, for readers and for the test that compares it with the build.
final class LicenceList {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| (.*) \\|$");
  private static final String CHOICE = "; or ";

  private LicenceList() {}

  static String write(List<Library> libraries) {
    var rows =
        libraries.stream()
            .filter(library -> !library.isOurs())
            .sorted(Comparator.comparing(Library::name).thenComparing(Library::version))
            .map(LicenceList::row)
            .distinct()
            .collect(Collectors.joining("\n"));
    return """
        # Licences

        Visavis is licensed under [Apache-2.0](../LICENSE). This page lists the components of its processes and pages. `./visavis licences` writes this page and, into
        `target/sbom`, a bill of materials (CycloneDX) of the Java modules and of the web UI. It fails if a licence is not one of these:
        %s.
        If several are named, you may choose one. `./visavis test java` fails if a process or the web UI contains a library that is not in this list.

        Separate programs that Visavis starts or connects to are not listed: Kafka, PostgreSQL and Redis on a cluster, coturn, Janus, Caddy.

        | library | version | licence |
        |---|---|---|
        %s
        """
        .formatted(String.join(", ", new TreeSet<>(AllowedLicences.NAMES)), rows);
  }

  private static String row(Library library) {
    return "| `%s` | %s | %s |"
        .formatted(library.name(), library.version(), String.join(CHOICE, library.licences()));
  }

  static List<Library> read(String page) {
    return ROW.matcher(page)
        .results()
        .map(
            row -> new Library(row.group(1), row.group(2), List.of(row.group(3).split(CHOICE, -1))))
        .toList();
  }
}
