package dev.visavis.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialRateLimiterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /// System.nanoTime() may start at any value.
  private static final long START = Long.MAX_VALUE - 30 * SECOND;

  private final CredentialRateLimiter pace = new CredentialRateLimiter(Settings.perMinute(6));

  private void take(int times, long now) {
    for (int i = 0; i < times; i++) {
      assertEquals(Duration.ZERO, pace.take("ada", now));
    }
  }

  @Test
  void allowsABurstOfAMinuteAndThenOneAtATime() {
    take(6, START);
    assertEquals(Duration.ofSeconds(10), pace.take("ada", START));
    assertEquals(Duration.ofSeconds(7), pace.take("ada", START + 3 * SECOND));
    take(1, START + 10 * SECOND);
    assertEquals(Duration.ofSeconds(10), pace.take("ada", START + 10 * SECOND));
    take(6, START + 70 * SECOND);
  }

  @Test
  void eachUserHasTheirOwnAllowance() {
    take(6, START);
    assertEquals(Duration.ZERO, pace.take("bob", START));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 6001})
  void doesNotStartWithAValueOutOfRange(int perMinute) {
    Settings settings = Settings.perMinute(perMinute);
    assertThrows(ConfigurationException.class, () -> new CredentialRateLimiter(settings));
  }
}
