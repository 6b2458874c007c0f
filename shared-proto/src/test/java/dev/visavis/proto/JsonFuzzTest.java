package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any text is either refused, or a message that is written and read back unchanged.
class JsonFuzzTest {
  private static final long SEED = 20261122;
  private static final String ALPHABET = "{}[]\",:\\/ntrue0123456789eE+-.\u0000\u00e9\ud83d\udcbb ";
  private static final List<String> SCRAPS =
      List.of("null", "-1", "1e999", "\"\\ud800\"", "[[]]", "{\"a\":1}", "\"\"", ",", "}", "true");

  @Test
  void randomBytes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      holds(bytes, i);
    }
  }

  @Test
  void randomTextOfTheLettersOfJson() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("{\"type\":\"e2ee\",\"payload\":{\"a\":");
      random
          .ints(random.nextInt(24), 0, ALPHABET.length())
          .forEach(c -> text.append(ALPHABET.charAt(c)));
      holds(text.append(random.nextBoolean() ? "}}" : "").toString(), i);
    }
  }

  @Test
  void goldenFilesMutated() throws Exception {
    Random random = new Random(SEED);
    for (Golden golden : Golden.all()) {
      for (int i = 0; i < 1_000; i++) {
        StringBuilder text = new StringBuilder(golden.json());
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
          mutate(text, random);
        }
        holds(text.toString(), i);
        holds(text.toString().getBytes(StandardCharsets.UTF_8), i);
      }
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(8));
    switch (random.nextInt(4)) {
      case 0 -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(at, text.substring(at, end));
      default -> text.replace(at, end, SCRAPS.get(random.nextInt(SCRAPS.size())));
    }
    if (text.isEmpty()) {
      text.append(' ');
    }
  }

  private static void holds(String text, int round) {
    try {
      var message = JsonCodec.decode(text);
      assertEquals(message, JsonCodec.decode(JsonCodec.encode(message)), text);
    } catch (InvalidMessageException expected) {
      // The text was refused. Any other exception fails the test.
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", round " + round + ": " + text, e);
    }
  }

  private static void holds(byte[] utf8, int round) {
    try {
      JsonCodec.decode(utf8);
    } catch (InvalidMessageException expected) {
      // The text was refused.
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", round " + round, e);
    }
  }
}
