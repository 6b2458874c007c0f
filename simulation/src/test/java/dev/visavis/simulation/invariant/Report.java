package dev.visavis.simulation.invariant;

import dev.visavis.simulation.infra.InjectedBug;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The result of one run.
public record Report(long seed, InjectedBug bug, List<Violation> violations, List<String> trace) {
  /// A violation of an invariant, and a description of it.
  record Violation(String invariant, String what) {}

  public Report {
    violations = List.copyOf(violations);
    trace = List.copyOf(trace);
  }

  public boolean isGood() {
    return violations.isEmpty();
  }

  public Set<String> invariants() {
    return violations.stream().map(Violation::invariant).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + (bug == InjectedBug.NONE ? "" : " with " + bug)
        + violations.stream()
            .map(one -> "\n  " + one.invariant() + ": " + one.what())
            .collect(Collectors.joining());
  }
}
