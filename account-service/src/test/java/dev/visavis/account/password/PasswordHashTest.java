package dev.visavis.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(64, 1, 1);

  @Test
  void onlyThePasswordItselfMatches() {
    PasswordHash hash = PasswordHash.of("correct horse", CHEAP);
    assertTrue(hash.matches("correct horse"));
    assertFalse(hash.matches("correct horse "));
    assertFalse(hash.matches(""));
  }

  @Test
  void theTextOfAHashIsEnoughToVerifyAPassword() {
    PasswordHash hash = PasswordHash.of("correct horse", CHEAP);
    PasswordHash read = PasswordHash.parse(hash.phc());
    assertTrue(read.matches("correct horse"));
    assertEquals(CHEAP, read.cost());
    assertTrue(hash.phc().startsWith("$argon2id$v=19$m=64,t=1,p=1$"), hash.phc());
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    assertNotEquals(
        PasswordHash.of("correct horse", CHEAP).phc(),
        PasswordHash.of("correct horse", CHEAP).phc());
  }

  @Test
  void theSamePasswordInAnotherUnicodeFormMatches() {
    assertTrue(PasswordHash.of("caf\u00e9 au lait", CHEAP).matches("cafe\u0301 au lait"));
  }

  /// Made by the reference implementation (`argon2 somesalt -id -t 2 -k 256 -p 1`, password
  /// `password`; from its test vectors).
  @Test
  void hashesOfOtherImplementationsAreRead() {
    String reference =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ" + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    assertTrue(PasswordHash.parse(reference).matches("password"));
    assertFalse(PasswordHash.parse(reference).matches("Password"));
  }

  @Test
  void anInvalidTextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("correct horse"));
    assertThrows(
        IllegalArgumentException.class, () -> PasswordHash.parse("$2b$12$abcdefghijklmnop"));
  }
}
