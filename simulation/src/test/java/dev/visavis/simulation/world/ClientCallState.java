package dev.visavis.simulation.world;

import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.Participant;
import java.util.List;

/// What one device believes of one call.
public final class ClientCallState {
  public final String callId;

  /// This device started the call.
  final boolean isInitiator;

  public boolean ringing;
  public boolean joined;
  boolean answered;

  /// It accepts with `join_call` instead of `answer_call`.
  boolean joins;

  boolean talking;

  /// The generation of the room on the SFU that this device uses; 0: none.
  int room;

  /// The SFU has answered in that room.
  boolean publishes;

  int version;

  /// As last heard: everybody who is in the call, was in it or is invited.
  List<Participant> people = List.of();

  CallState state = CallState.CALL_STATE_RINGING;

  ClientCallState(String callId, boolean isInitiator) {
    this.callId = callId;
    this.isInitiator = isInitiator;
  }

  boolean isGroup() {
    return people.size() > 2;
  }
}
