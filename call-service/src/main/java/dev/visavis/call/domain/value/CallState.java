package dev.visavis.call.domain.value;

/// The state of a call. No other transitions exist, and none is ever undone.
///
/// ```
///                     answer_call, join_call
///            ┌─────────┐  by a callee   ┌───────────┐   at most one is left   ┌───────┐
/// place_call │         │───────────────▶│           │   and nobody rings      │       │
///   ────────▶│ RINGING │                │ CONNECTED │────────────────────────▶│ ENDED │
///   NONE     │         │                │           │  end_call, peer lost    │       │
///            └────┬────┘                └───────────┘                         └───┬───┘
///                 │ nobody answered in time, or no device to ring                 │
///                 ├──────────────────────────────────────────────▶ MISSED ────────┤
///                 │ every callee declined                                         │
///                 ├──────────────────────────────────────────────▶ DECLINED ──────┤
///                 │ the caller gave up, or glare                                  │
///                 └──────────────────────────────────────────────▶ CANCELLED ─────┤
///                                                                                 ▼
///                                          some minutes later the call is forgotten: NONE
/// ```
public enum CallState {
  NONE,
  RINGING,
  CONNECTED,
  ENDED,
  MISSED,
  DECLINED,
  CANCELLED;

  public boolean isLive() {
    return this == RINGING || this == CONNECTED;
  }

  public boolean isFinal() {
    return this != NONE && !isLive();
  }
}
