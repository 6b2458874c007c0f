package dev.visavis.simulation.world;

import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.Participant;
import java.util.List;

/// The state of one call that one device knows.
public final class ClientCallState {
  public final String callId;

  /// Whether this device started the call.
  final boolean isInitiator;

  public boolean ringing;
  public boolean joined;
  boolean answered;

  /// Whether the device accepts with `join_call` instead of `answer_call`.
  boolean joins;

  boolean talking;

  /// The generation of the room on the SFU that this device uses; 0: none.
  int room;

  /// The SFU has answered in that room.
  boolean publishes;

  int version;

  /// The present, former and invited participants, according to the latest call state received.
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
