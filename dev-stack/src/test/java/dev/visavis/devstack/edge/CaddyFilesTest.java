package dev.visavis.devstack.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.devstack.edge.http.RequestPath;
import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The edge of Docker Compose and the page server of the chart treat paths, files and slow clients
/// like the edge of `./visavis up`.
class CaddyFilesTest {
  private static final Pattern AMBIGUOUS =
      Pattern.compile("(?m)^@ambiguous vars_regexp \\{http\\.request\\.orig_uri} (\\S+)$");
  private static final Pattern FILE_SERVER =
      Pattern.compile("(?s)\\tfile_server \\{\\n\\t\\tprecompressed br gzip\\n\\t}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/calls/../../q/metrics",
        "/api/calls/%2e%2e/%2E%2e/q/metrics",
        "/api/calls/..%2f..%2Fq/metrics",
        "/api/calls/%252e%252e/q/metrics",
        "/api/calls/%25252e%25252e/q/metrics",
        "/api/calls/..;a=b/q/metrics",
        "/api/calls/..%3b/q/metrics",
        "/api/calls/..\\..\\q/metrics",
        "/api/calls/..%5c..%5Cq/metrics",
        "/.well-known/./jwks.json",
        "/assets/..",
        "/.",
        "/..?x=y",
      })
  void aPathWithDotSegmentsIsRefusedByBothEdges(String target) throws IOException {
    assertTrue(ambiguous().matcher(target).find(), target);
    assertFalse(RequestPath.isSound(target.split("\\?", 2)[0]), target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/.well-known/jwks.json",
        "/people/a.b",
        "/a...b/...",
        "/x/%2f/y",
        "/history?from=../..",
      })
  void anyOtherPathIsServedByBothEdges(String target) throws IOException {
    assertFalse(ambiguous().matcher(target).find(), target);
    assertTrue(RequestPath.isSound(target.split("\\?", 2)[0]), target);
  }

  @Test
  void everyFileIsServedCompressedIfTheClientAcceptsThat() throws IOException {
    var files = read("web-ui.caddy");
    long servers = files.lines().filter(line -> line.strip().startsWith("file_server")).count();
    assertEquals(2, servers);
    assertEquals(servers, FILE_SERVER.matcher(files).results().count(), files);
  }

  /// The first server is the edge of Compose, the second serves the pages in the chart.
  @Test
  void bothServersRefuseSlowClientsAndAmbiguousPaths() throws IOException {
    for (var name : List.of("Caddyfile", "pages.caddy")) {
      var server = read(name);
      for (var line :
          List.of(
              "read_header 15s",
              "read_body 100s",
              "idle 60s",
              "import path.caddy",
              "import web-ui.caddy")) {
        assertTrue(server.lines().map(String::strip).anyMatch(line::equals), name + ": " + line);
      }
    }
  }

  private static Pattern ambiguous() throws IOException {
    var matcher = AMBIGUOUS.matcher(read("path.caddy"));
    assertTrue(matcher.find());
    return Pattern.compile(matcher.group(1));
  }

  private static String read(String name) throws IOException {
    return Files.readString(RepositoryRoot.find().resolve("compose/edge/" + name));
  }
}
