package dev.visavis.call.domain.value;

/// Why a call has ended, from the point of view of the notified device.
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
