package dev.visavis.devstack.test;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The parts of the tests, in the order in which they run.
public enum TestSuite {
  JAVA,
  WEB,
  SYSTEM,
  BROWSER,
  /// Faults of a cluster of brokers: more than an ordinary run should take.
  CLUSTER,
  /// Every service restarted under load.
  UPGRADE,
  /// What `compose/` starts: it needs a Docker engine.
  COMPOSE;

  public static final Set<TestSuite> ORDINARY =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CLUSTER, UPGRADE, COMPOSE)));

  /// As it is typed: `./visavis test java`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
