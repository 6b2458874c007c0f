package dev.visavis.call.domain.state;

import dev.visavis.call.domain.state.ParticipantState.InCall;
import dev.visavis.call.domain.state.ParticipantState.Out;
import dev.visavis.call.domain.state.ParticipantState.Reconnecting;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.CallState;
import dev.visavis.call.domain.value.InvariantViolationException;
import dev.visavis.call.domain.value.Topology;

/// Conditions that hold for every call after every command. A call that violates one is a fault of
/// this program and is ended.
public final class Invariants {
  private Invariants() {}

  public static void check(Call call) {
    switch (call.state()) {
      case NONE -> require(call.participants().isEmpty(), call, "an unknown call is empty");
      case RINGING -> {
        require(call.connectedAt() == null, call, "nobody has answered");
        require(call.initiator().isInCall(), call, "the caller is in the call");
        require(call.participantsInCall().size() == 1, call, "only the caller is in");
        require(call.hasRingingParticipant(), call, "somebody rings");
      }
      case CONNECTED -> {
        require(call.connectedAt() != null, call, "the time of the connection is known");
        int in = call.participantsInCall().size();
        require(in > 1 || (in == 1 && call.hasRingingParticipant()), call, "somebody can talk");
      }
      case ENDED, MISSED, DECLINED, CANCELLED -> {
        require(call.ending() != null, call, "the ending is known");
        require(
            call.participantsInCall().isEmpty() && !call.hasRingingParticipant(),
            call,
            "nobody is in");
      }
    }
    require(call.state().isFinal() || call.ending() == null, call, "a live call has no ending");
    require(
        call.pageClosedDeadline() == null || call.state() == CallState.RINGING,
        call,
        "only a call that rings waits for its caller's page");
    checkTopology(call);
    checkRoom(call);
    call.participants().forEach(participant -> check(call, participant));
  }

  private static void checkTopology(Call call) {
    boolean onSfu = call.topology() == Topology.SFU;
    boolean few = Topology.mayLeaveSfu(call.participantsInCall().size());
    require(
        onSfu || call.topology() == call.topologyOfParticipants(),
        call,
        "the topology suits the participants");
    require(
        (onSfu && few) == (call.topologyDeadline() != null), call, "few leave the SFU some time");
    boolean fitsMesh = call.participantsInCall().size() <= Topology.MAX_MESH_PARTICIPANTS;
    require(
        !(onSfu && fitsMesh && call.room().isUnavailable()),
        call,
        "only those whom no mesh serves wait for a media server");
  }

  private static void checkRoom(Call call) {
    switch (call.room().status()) {
      case Room.Absent _ -> require(!call.needsRoom(), call, "a room that is needed is requested");
      case Room.Requested _ ->
          require(call.needsRoom(), call, "a room that is requested is needed");
      case Room.Assigned assigned ->
          require(
              call.needsRoom() == (assigned.releaseAt() == null),
              call,
              "a room that is not needed is released some time");
      case Room.Unavailable _ -> require(call.state().isLive(), call, "only who talks waits");
    }
  }

  private static void check(Call call, Participant participant) {
    String who = " (" + participant.userId() + ")";
    switch (participant.state()) {
      case Ringing ringing ->
          require(
              participant.blocksCaller()
                  || participant.hasDeviceOnline() != (ringing.unreachableDeadline() != null),
              call,
              "a ringing user has a device or a deadline" + who);
      case InCall in -> {
        Device device = participant.device(in.joined().device().deviceId());
        require(device != null, call, "the joined device is known" + who);
        require(
            device == null || device.online() != (in instanceof Reconnecting),
            call,
            "a disconnected device is reconnecting" + who);
      }
      case Out _ -> {}
    }
  }

  private static void require(boolean holds, Call call, String what) {
    if (!holds) {
      throw new InvariantViolationException(
          "call " + call.id() + " " + call.state() + ": not so: " + what);
    }
  }
}
