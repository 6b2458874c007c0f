package dev.visavis.devstack.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.edge.Upstream;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/rest.md lists exactly the operations in the annotations of the resources.
class RestPageTest {
  private static final Path ROOT = RepositoryRoot.find();
  private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");
  private static final Pattern VERB = Pattern.compile("\n  @(GET|POST|PUT|PATCH|DELETE)\n");
  private static final Pattern CLASS = Pattern.compile("(?m)^[a-z ]*class (\\w+)");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)` \\|");
  private static final Pattern CITED = Pattern.compile("(docs/\\w+\\.md), \"([^\"]+)\"");
  private static final Pattern JAVA = Pattern.compile("\\.java$");
  private static final Pattern SETTINGS = Pattern.compile("application\\.properties$");
  private static final Pattern SOURCE = Pattern.compile("\\.(java|ts|tsx|proto)$");
  private static final Pattern DOCUMENT =
      Pattern.compile("(?m)^quarkus\\.smallrye-openapi\\.path=(\\S+)$");

  @Test
  void thePageListsExactlyTheOperations() throws IOException {
    Set<String> operations = new TreeSet<>();
    Map<String, String> resources = resources();
    resources.forEach(
        (name, text) ->
            basePaths(name, text, resources.values())
                .forEach(base -> operations.addAll(operations(base, text))));
    assertTrue(operations.size() > 30, () -> "found only " + operations);
    assertEquals(operations, rows(read(ROOT.resolve("docs/rest.md"))));
  }

  @Test
  void thePageListsEveryOpenApiDocument() throws IOException {
    String page = read(ROOT.resolve("docs/rest.md"));
    List<String> documents =
        files("-service", "src/main", SETTINGS).stream()
            .flatMap(file -> DOCUMENT.matcher(read(file)).results())
            .map(match -> match.group(1))
            .toList();
    assertEquals(5, documents.size(), documents::toString);
    assertEquals(
        List.of(), documents.stream().filter(it -> !page.contains("`" + it + "`")).toList());
  }

  @Test
  void thePageListsEveryPathOfTheEdge() {
    String page = read(ROOT.resolve("docs/protocol.md"));
    List<String> missing =
        Stream.of(Upstream.values())
            .flatMap(upstream -> upstream.paths().stream())
            .filter(path -> !page.contains("`" + path + "`") && !page.contains("`" + path + "/*`"))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void everySectionCitedInTheCodeExists() throws IOException {
    List<String> cited = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Path file : files("", "src", SOURCE)) {
      for (MatchResult it : CITED.matcher(read(file)).results().toList()) {
        cited.add(it.group());
        String page = read(ROOT.resolve(it.group(1)));
        if (!page.matches("(?s).*\n##+ `?" + Pattern.quote(it.group(2)) + "`?\n.*")) {
          missing.add(ROOT.relativize(file) + ": " + it.group());
        }
      }
    }
    assertTrue(cited.size() > 20, () -> "found only " + cited);
    assertEquals(List.of(), missing);
  }

  /// The source of each class with operations, by class name.
  private static Map<String, String> resources() throws IOException {
    Map<String, String> resources = new LinkedHashMap<>();
    for (Path file : files("-service", "src/main", JAVA)) {
      String text = read(file);
      if (text.contains("jakarta.ws.rs.") && PATH.matcher(text).find()) {
        CLASS.matcher(text).results().findFirst().ifPresent(it -> resources.put(it.group(1), text));
      }
    }
    return resources;
  }

  /// The base paths of a class; an abstract class has those of its subclasses.
  private static List<String> basePaths(String name, String text, Iterable<String> others) {
    String own = path(text.substring(0, classAt(text)));
    if (!own.isEmpty()) {
      return List.of(own);
    }
    List<String> paths = new ArrayList<>();
    for (String other : others) {
      if (other.contains(" extends " + name + " ")) {
        paths.add(path(other.substring(0, classAt(other))));
      }
    }
    return paths;
  }

  private static List<String> operations(String base, String text) {
    return VERB.matcher(text)
        .results()
        .map(verb -> verb.group(1) + " " + base + path(upToMethod(text, verb)))
        .toList();
  }

  private static String upToMethod(String text, MatchResult verb) {
    return text.substring(verb.start(), text.indexOf("\n  public ", verb.end() - 1));
  }

  private static String path(String annotations) {
    return PATH.matcher(annotations).results().findFirst().map(it -> it.group(1)).orElse("");
  }

  private static int classAt(String text) {
    return CLASS.matcher(text).results().findFirst().map(MatchResult::start).orElse(0);
  }

  private static Set<String> rows(String page) {
    return ROW.matcher(page)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The files below `folder` of every module whose path ends with `module`.
  private static List<Path> files(String module, String folder, Pattern name) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path it : modules.filter(each -> each.toString().endsWith(module)).toList()) {
        if (Files.isDirectory(it.resolve(folder))) {
          try (Stream<Path> found = Files.walk(it.resolve(folder))) {
            found.filter(file -> name.matcher(file.toString()).find()).sorted().forEach(files::add);
          }
        }
      }
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
