package dev.visavis.support.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfNoneMatchTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"7\"",
        "W/\"7\"",
        "\"6\", \"7\"",
        "\"6\",W/\"7\"",
        " W/\"7\" , \"8\"",
        "\"a,b\", \"7\"",
        "*",
        " * "
      })
  void aMatchingTagIsRecognized(String header) {
    assertTrue(IfNoneMatch.names(header, "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "\"77\"", "W/\"6\"", "\"6\", \"8\"", "w/7", "\"*\"", "\"7"})
  void anotherTagDoesNotMatch(String header) {
    assertFalse(IfNoneMatch.names(header, "7"));
  }

  @Test
  void aMissingHeaderMatchesNothing() {
    assertFalse(IfNoneMatch.names(null, "7"));
  }
}
