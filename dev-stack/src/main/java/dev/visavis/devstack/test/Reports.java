package dev.visavis.devstack.test;

import dev.visavis.devstack.JsonObjects;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads the reports of the test tools.
final class Reports {
  private Reports() {}

  /// Reads Surefire's XML files in the module's `target` that were written after `since`.
  static TestSummary surefire(Path module, Instant since) throws IOException {
    var folder = module.resolve("target/surefire-reports");
    if (!Files.isDirectory(folder)) {
      return TestSummary.NONE;
    }
    var summary = TestSummary.NONE;
    try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (var file : files) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          summary = summary.plus(suite(file.getFileName().toString(), Files.readString(file)));
        }
      }
    }
    return summary;
  }

  /// @param name of the suite, for a report that is incomplete
  static TestSummary suite(String name, String xml) throws IOException {
    var passed = 0;
    var failures = new ArrayList<Failure>();
    for (var test : testCases(name, xml, failures)) {
      var problem = children(test, "failure", "error").findFirst();
      if (problem.isPresent()) {
        failures.add(
            Failure.of(
                test.getAttribute("classname") + "." + test.getAttribute("name"),
                problem.get().getTextContent()));
      } else if (children(test, "skipped").findFirst().isEmpty()) {
        passed++;
      }
    }
    return new TestSummary(passed, List.copyOf(failures));
  }

  private static List<Element> testCases(String name, String xml, List<Failure> failures)
      throws IOException {
    try {
      var parsers = DocumentBuilderFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      parsers.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      var parser = parsers.newDocumentBuilder();
      parser.setErrorHandler(null); // the default handler writes to the terminal
      var document = parser.parse(new InputSource(new StringReader(xml)));
      return elements(document.getElementsByTagName("testcase")).toList();
    } catch (SAXException e) {
      failures.add(Failure.of(name, "its report was cut short: the run died: " + e.getMessage()));
      return List.of();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
  }

  private static Stream<Element> children(Element parent, String... names) {
    return Stream.of(names).flatMap(name -> elements(parent.getElementsByTagName(name)));
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
  }

  /// Reads the file of vitest's reporter `json`.
  static TestSummary vitest(Path file) throws IOException {
    if (Files.notExists(file)) {
      return TestSummary.NONE;
    }
    var json = new JsonObject(Files.readString(file));
    var failures =
        JsonObjects.in(json, "testResults")
            .flatMap(suite -> JsonObjects.in(suite, "assertionResults"))
            .filter(test -> "failed".equals(test.getString("status")))
            .map(
                test ->
                    Failure.of(
                        test.getString("fullName"), first(test.getJsonArray("failureMessages"))))
            .toList();
    return new TestSummary(json.getInteger("numPassedTests"), failures);
  }

  /// Reads the file of Playwright's reporter `json`.
  static TestSummary playwright(Path file) throws IOException {
    if (Files.notExists(file)) {
      return TestSummary.NONE;
    }
    var json = new JsonObject(Files.readString(file));
    var stats = json.getJsonObject("stats");
    var failures =
        JsonObjects.in(json, "suites")
            .flatMap(Reports::specs)
            .filter(spec -> !spec.getBoolean("ok"))
            .map(spec -> Failure.of(spec.getString("title"), errors(spec)))
            .toList();
    return new TestSummary(stats.getInteger("expected") + stats.getInteger("flaky"), failures);
  }

  private static Stream<JsonObject> specs(JsonObject suite) {
    return Stream.concat(
        JsonObjects.in(suite, "specs"), JsonObjects.in(suite, "suites").flatMap(Reports::specs));
  }

  private static String errors(JsonObject spec) {
    return JsonObjects.in(spec, "tests")
        .flatMap(test -> JsonObjects.in(test, "results"))
        .flatMap(result -> JsonObjects.in(result, "errors"))
        .map(error -> error.getString("message", ""))
        .findFirst()
        .orElse("")
        .replaceAll("\u001b\\[[0-9;]*m", ""); // colours
  }

  private static String first(JsonArray texts) {
    return texts.isEmpty() ? "" : texts.getString(0);
  }
}
