package dev.visavis.devstack.test;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The test suites, in the order in which they run.
public enum TestSuite {
  JAVA,
  WEB,
  SYSTEM,
  BROWSER,
  /// Calls through the media server, in browsers; needs Janus.
  GROUPS,
  /// Faults of a cluster of brokers; too slow for a normal run.
  CLUSTER,
  /// Restarts every service under load.
  UPGRADE,
  /// The stack of `compose/`; needs a Docker engine.
  COMPOSE;

  public static final Set<TestSuite> ORDINARY =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(GROUPS, CLUSTER, UPGRADE, COMPOSE)));

  /// The name on the command line: `./visavis test java`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
