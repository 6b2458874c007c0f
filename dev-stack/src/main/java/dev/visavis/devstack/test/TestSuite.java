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
  /// The seeds of the simulation, and its other tests.
  SIMULATION,
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

  /// The suite that this one runs beside, or this one. Both together leave fewer processors idle:
  /// the tests of JAVA and SYSTEM wait a lot, and those of WEB and SIMULATION compute.
  TestSuite beside() {
    return switch (this) {
      case WEB -> JAVA;
      case SIMULATION -> SYSTEM;
      case JAVA, SYSTEM, BROWSER, GROUPS, CLUSTER, UPGRADE, COMPOSE -> this;
    };
  }

  /// The name on the command line: `./visavis test java`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
