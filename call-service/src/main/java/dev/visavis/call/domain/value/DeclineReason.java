package dev.visavis.call.domain.value;

/// Why a user does not want the call.
public enum DeclineReason {
  DECLINED,
  BUSY;

  public EndReason asEndReason() {
    return switch (this) {
      case DECLINED -> EndReason.DECLINED;
      case BUSY -> EndReason.BUSY;
    };
  }
}
