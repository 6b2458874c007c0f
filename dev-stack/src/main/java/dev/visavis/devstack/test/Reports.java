package dev.visavis.devstack.test;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/// Reads the reports that the test tools leave.
final class Reports {
  private static final Pattern SUITE =
      Pattern.compile("<testsuite [^>]*?tests=\"(\\d+)\"[^>]*>", Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\b(tests|errors|failures|skipped)=\"(\\d+)\"");

  private Reports() {}

  /// Surefire's XML files in the modules' `target`, as far as they were written after `since`.
  static Tally surefire(Path module, Instant since) throws IOException {
    var folder = module.resolve("target/surefire-reports");
    if (!Files.isDirectory(folder)) {
      return Tally.NONE;
    }
    var tally = Tally.NONE;
    try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (var file : files) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          tally = tally.plus(suite(Files.readString(file)));
        }
      }
    }
    return tally;
  }

  static Tally suite(String xml) {
    var suite = SUITE.matcher(xml);
    if (!suite.find()) {
      return new Tally(0, 1); // cut short: the run died
    }
    int tests = 0;
    int failed = 0;
    int skipped = 0;
    var attributes = ATTRIBUTE.matcher(suite.group());
    while (attributes.find()) {
      int count = Integer.parseInt(attributes.group(2));
      switch (attributes.group(1)) {
        case "tests" -> tests = count;
        case "skipped" -> skipped = count;
        default -> failed += count;
      }
    }
    return new Tally(tests - failed - skipped, failed);
  }

  /// The file of vitest's reporter `json`.
  static Tally vitest(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Tally.NONE;
    }
    var json = new JsonObject(Files.readString(file));
    return new Tally(json.getInteger("numPassedTests"), json.getInteger("numFailedTests"));
  }

  /// The file of Playwright's reporter `json`.
  static Tally playwright(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Tally.NONE;
    }
    var stats = new JsonObject(Files.readString(file)).getJsonObject("stats");
    return new Tally(
        stats.getInteger("expected") + stats.getInteger("flaky"), stats.getInteger("unexpected"));
  }
}
