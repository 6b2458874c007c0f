package dev.visavis.support.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ErrorSummaryTest {
  @Test
  void anExceptionIsOneLineWithItsCauseAndItsPlace() {
    Exception cause = new IllegalArgumentException("line one\nline two" + "x".repeat(5_000));
    String summary = ErrorSummary.of(new IllegalStateException("outer", cause));
    assertTrue(summary.startsWith("java.lang.IllegalStateException: outer"), summary);
    assertTrue(summary.contains("java.lang.IllegalArgumentException: line one line two"), summary);
    assertTrue(summary.contains("ErrorSummaryTest"), summary);
    assertFalse(summary.contains("\n"), summary);
    assertTrue(summary.length() < 1_000, summary);
  }

  @Test
  void aCycleOfCausesTerminates() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);
    assertTrue(ErrorSummary.of(first).length() < 1_000);
  }
}
