package dev.visavis.devstack.test;

/// The parts of the tests, in the order in which they run.
public enum Part {
  JAVA,
  WEB,
  SYSTEM,
  BROWSER
}
