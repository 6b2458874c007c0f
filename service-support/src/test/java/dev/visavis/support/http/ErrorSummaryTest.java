package dev.visavis.support.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BriefTest {
  @Test
  void anExceptionIsOneLineWithItsCauseAndItsPlace() {
    Exception cause = new IllegalArgumentException("line one\nline two" + "x".repeat(5_000));
    String brief = Brief.of(new IllegalStateException("outer", cause));
    assertTrue(brief.startsWith("java.lang.IllegalStateException: outer"), brief);
    assertTrue(brief.contains("java.lang.IllegalArgumentException: line one line two"), brief);
    assertTrue(brief.contains("BriefTest"), brief);
    assertFalse(brief.contains("\n"), brief);
    assertTrue(brief.length() < 1_000, brief);
  }

  @Test
  void aRingOfCausesIsNoTrap() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);
    assertTrue(Brief.of(first).length() < 1_000);
  }
}
