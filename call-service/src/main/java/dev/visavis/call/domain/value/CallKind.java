package dev.visavis.call.domain.value;

/// `DIRECT`: two people. A direct call into which somebody is invited becomes a `GROUP` for good.
public enum CallKind {
  DIRECT,
  GROUP
}
