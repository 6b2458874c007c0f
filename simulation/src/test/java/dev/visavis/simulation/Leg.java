package dev.visavis.simulation;

import dev.visavis.proto.v1.CallState;

/// What one device believes of one call.
final class Leg {
  final String callId;

  /// This device started the call.
  final boolean dialled;

  boolean ringing;
  boolean joined;
  boolean answered;
  boolean talking;
  int version;
  CallState state = CallState.CALL_STATE_RINGING;

  Leg(String callId, boolean dialled) {
    this.callId = callId;
    this.dialled = dialled;
  }
}
