package dev.visavis.simulation.world;

import dev.visavis.proto.v1.CallState;

/// What one device believes of one call.
public final class ClientCallState {
  public final String callId;

  /// This device started the call.
  final boolean isInitiator;

  public boolean ringing;
  public boolean joined;
  boolean answered;
  boolean talking;
  int version;
  CallState state = CallState.CALL_STATE_RINGING;

  ClientCallState(String callId, boolean isInitiator) {
    this.callId = callId;
    this.isInitiator = isInitiator;
  }
}
