package dev.visavis.devstack.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReportsTest {
  @Test
  void aSuiteIsCountedFromItsAttributes() {
    var xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite xmlns:xsi="x" name="a.B" time="1.5" tests="7" errors="1" skipped="2" failures="1">
          <testcase name="c" time="0"/>
        </testsuite>
        """;
    assertEquals(new Tally(3, 2), Reports.suite(xml));
  }

  @Test
  void aReportThatWasCutShortIsAFailure() {
    assertEquals(new Tally(0, 1), Reports.suite("<?xml version"));
  }

  @Test
  void aRunThatFailedWithoutAFailedTestStillFailed() {
    assertEquals(new Tally(3, 1), new Tally(3, 0).orFailed(false));
    assertEquals(new Tally(3, 2), new Tally(3, 2).orFailed(false));
    assertEquals(new Tally(3, 0), new Tally(3, 0).orFailed(true));
  }
}
