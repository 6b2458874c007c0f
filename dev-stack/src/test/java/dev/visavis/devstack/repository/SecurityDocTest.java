package dev.visavis.devstack.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/security.md names tests as evidence; all of them must exist.
class SecurityDocTest {
  private static final Path ROOT = RepositoryRoot.find();
  private static final Pattern NAMED =
      Pattern.compile("\\[`(\\w+)\\.(\\w+)`]\\(\\.\\./([\\w/.-]+\\.java)\\)");

  @Test
  void everyNamedTestExists() throws IOException {
    List<MatchResult> named = NAMED.matcher(page()).results().toList();
    assertTrue(named.size() > 50, () -> named.size() + " are found");
    assertEquals(
        List.of(),
        named.stream()
            .filter(it -> !isThere(it))
            .map(it -> it.group(1) + "." + it.group(2))
            .toList());
  }

  @Test
  void everyThreatInItsTablesNamesATest() throws IOException {
    List<String> without =
        page()
            .lines()
            .dropWhile(line -> !line.equals("## Threats"))
            .takeWhile(line -> !line.equals("## Not covered"))
            .filter(line -> line.startsWith("| ") && !line.startsWith("| threat "))
            .filter(line -> !NAMED.matcher(line).find())
            .toList();
    assertEquals(List.of(), without);
  }

  private static boolean isThere(MatchResult test) {
    Path file = ROOT.resolve(test.group(3));
    // Matches the annotations up to the end of the method, a brace on a line of its own.
    Pattern method =
        Pattern.compile(
            "(?s)@(?:Test|ParameterizedTest|TestFactory)\\b(?:(?!\n  }\n).)*?\\s"
                + test.group(2)
                + "\\(");
    try {
      return file.endsWith(test.group(1) + ".java")
          && method.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      return false; // no such file
    }
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/security.md"));
  }
}
