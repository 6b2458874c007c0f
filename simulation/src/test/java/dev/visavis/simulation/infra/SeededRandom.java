package dev.visavis.simulation.infra;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// All chance of a run, drawn from one seed.
public final class SeededRandom {
  private final SplittableRandom random;

  public SeededRandom(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /// Both ends are included.
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// The milliseconds that a record or frame travels: mostly a few, sometimes hundreds.
  public int hop() {
    int draw = random.nextInt(100);
    if (draw < 80) {
      return between(0, 6);
    }
    return draw < 97 ? between(5, 60) : between(60, 900);
  }

  public String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /// A generator whose draws do not change those of this one.
  SeededRandom branch() {
    return new SeededRandom(random.nextLong());
  }
}
