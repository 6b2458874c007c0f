package dev.visavis.systemtests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The services must get exactly the input that the fuzz test generated.
class ApiInputTest {
  @Test
  void aTextIsEncodedOnce() {
    assertEquals("a%00b", ApiInput.encoded("a\0b"));
    assertEquals("%25", ApiInput.encoded("%"));
    assertEquals("%C3%A9%20x", ApiInput.encoded("\u00e9 x"));
    assertEquals("%ED%A0%BD", ApiInput.encoded("\ud83d"));
  }

  @Test
  void anUnpairedSurrogateIsEscapedInABody() {
    assertEquals("{\"a\":\"\\ud83d\"}", ApiInput.escaped("{\"a\":\"\ud83d\"}"));
    assertEquals("\"\ud83d\ude00\"", ApiInput.escaped("\"\ud83d\ude00\""));
  }
}
