package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallIdTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  @Test
  void isTheVersion5UuidOfTheRfc() {
    assertEquals(
        UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
        CallId.derive(DNS, "www.example.com"));
  }

  @Test
  void theSameKeyOfAnotherCallerIsAnotherCall() {
    assertNotEquals(CallId.derive(DNS, "k"), CallId.derive(new UUID(1, 2), "k"));
  }
}
