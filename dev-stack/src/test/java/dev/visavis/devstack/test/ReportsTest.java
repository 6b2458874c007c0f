package dev.visavis.devstack.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final TestSummary FINE = new TestSummary(3, List.of());

  @TempDir Path folder;

  @Test
  void theSummaryOfASuiteNamesItsFailures() throws IOException {
    var xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="a.B" time="1.5" tests="5" errors="1" skipped="1" failures="1">
          <properties><property name="x" value="y"/></properties>
          <testcase name="fine" classname="a.B" time="0"/>
          <testcase name="loud" classname="a.B"><system-out>a failure is told</system-out></testcase>
          <testcase name="off" classname="a.B"><skipped/></testcase>
          <testcase name="wrong" classname="a.B">
            <failure message="m"><![CDATA[expected: <1> but was: <2>
          at a.B.wrong(B.java:1)]]></failure>
          </testcase>
          <testcase name="broken" classname="a.B"><error>a.Exception</error></testcase>
        </testsuite>
        """;
    var summary = Reports.suite("TEST-a.B.xml", xml);
    assertEquals(2, summary.passed());
    assertEquals(
        List.of(
            new Failure("a.B.wrong", "expected: <1> but was: <2>\n  at a.B.wrong(B.java:1)"),
            new Failure("a.B.broken", "a.Exception")),
        summary.failures());
    assertEquals(
        List.of("FAILED a.B.broken", "    a.Exception"), summary.failures().getLast().lines());
  }

  @Test
  void anIncompleteReportIsAFailure() throws IOException {
    var summary = Reports.suite("TEST-a.B.xml", "<testsuite><testcase name='");
    assertEquals("TEST-a.B.xml", summary.failures().getFirst().test());
    assertEquals(0, summary.passed());
  }

  @Test
  void theSummaryOfTheWebTestsNamesTheFailures() throws IOException {
    var report =
        write(
            """
            {"numPassedTests": 2, "numFailedTests": 1, "testResults": [
              {"assertionResults": [
                {"status": "passed", "fullName": "a b"},
                {"status": "failed", "fullName": "a c", "failureMessages": ["expected 1", "more"]}]}]}
            """);
    assertEquals(
        new TestSummary(2, List.of(new Failure("a c", "expected 1"))), Reports.vitest(report));
  }

  @Test
  void theSummaryOfTheBrowserTestsNamesTheFailures() throws IOException {
    var report =
        write(
            """
            {"stats": {"expected": 1, "flaky": 0, "unexpected": 1}, "suites": [
              {"specs": [{"title": "fine", "ok": true}], "suites": [
                {"specs": [{"title": "a call", "ok": false, "tests": [
                  {"results": [{"errors": [{"message": "\\u001b[31mTimeout\\u001b[39m of 30 s"}]}]}]}]}]}]}
            """);
    assertEquals(
        new TestSummary(1, List.of(new Failure("a call", "Timeout of 30 s"))),
        Reports.playwright(report));
  }

  @Test
  void aLongMessageIsTruncated() {
    var failure = Failure.of("a", "x".repeat(1_000) + "\n" + "line\n".repeat(100));
    assertTrue(failure.why().length() < 400, failure.why());
  }

  @Test
  void aFailedRunWithoutAFailedTestIsAFailure() {
    var failed = new TestSummary(3, List.of(new Failure("a", "b")));
    assertEquals("java", FINE.orFailed("java", false).failures().getFirst().test());
    assertEquals(failed, failed.orFailed("java", false));
    assertEquals(FINE, FINE.orFailed("java", true));
  }

  @Test
  void testsThatThisMachineCannotRunAreCounted() {
    var summary = FINE.plus(TestSummary.skipped("a call", "no server"));
    assertEquals("3 passed, 0 failed, 1 skipped", summary.toString());
    assertEquals(List.of("a call: no server"), summary.skipped());
    assertEquals("3 passed, 0 failed", FINE.toString());
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("report.json"), json);
  }
}
