package dev.visavis.simulation.world;

import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Participant;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sends the candidates of one device: `a1#7` is the seventh that device a1 sends in a direct call,
/// `a1>b#7` the seventh that it sends to b in a group.
final class CandidateSpeaker {
  private static final List<ParticipantState> LISTENS =
      List.of(
          ParticipantState.PARTICIPANT_STATE_JOINED,
          ParticipantState.PARTICIPANT_STATE_RECONNECTING,
          ParticipantState.PARTICIPANT_STATE_RINGING);

  private final World world;
  private final Device device;

  /// The number of candidates sent so far. Leaving the call does not reset it.
  private final Map<String, Integer> said = new HashMap<>();

  CandidateSpeaker(World world, Device device) {
    this.world = world;
    this.device = device;
  }

  /// Sends a candidate to the peer; in a group, to a joined or ringing participant.
  void send(ClientCallState callState) {
    if (!callState.isGroup()) {
      say(callState, device.toString(), IceCandidateMessage.newBuilder());
      return;
    }
    List<String> others =
        callState.people.stream()
            .filter(other -> LISTENS.contains(other.getState()))
            .map(Participant::getUserId)
            .filter(id -> !id.equals(device.person().id()))
            .toList();
    if (!others.isEmpty()) {
      sendTo(callState, world.person(world.random().oneOf(others)));
    }
  }

  void send(ClientCallState callState, Person to) {
    if (callState.isGroup()) {
      sendTo(callState, to);
    } else {
      send(callState);
    }
  }

  private void sendTo(ClientCallState callState, Person to) {
    say(callState, device + ">" + to, IceCandidateMessage.newBuilder().setTo(to.id()));
  }

  private void say(ClientCallState callState, String voice, IceCandidateMessage.Builder message) {
    if (!device.isRegistered()) {
      return;
    }
    String text = voice + "#" + said.merge(callState.callId + voice, 1, Integer::sum);
    // The request id lets an error name the candidate that it refuses.
    device.send(
        SignalingMessage.newBuilder()
            .setIceCandidate(message.setCandidate(IceCandidate.newBuilder().setCandidate(text)))
            .setCallId(callState.callId)
            .setRequestId(callState.callId + text));
  }

  static SignalingMessage.Builder candidate(String text) {
    return SignalingMessage.newBuilder()
        .setIceCandidate(
            IceCandidateMessage.newBuilder()
                .setCandidate(IceCandidate.newBuilder().setCandidate(text)));
  }
}
