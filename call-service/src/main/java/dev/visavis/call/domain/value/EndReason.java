package dev.visavis.call.domain.value;

/// Why a call is over for the device that is told.
public enum EndReason {
  ENDED,
  CANCELLED,
  DECLINED,
  DECLINED_ELSEWHERE,
  BUSY,
  ANSWERED_ELSEWHERE,
  NO_ANSWER,
  MISSED,
  UNAVAILABLE,
  TRANSFERRED,
  PEER_LOST,
  GLARE,
  FAILED
}
