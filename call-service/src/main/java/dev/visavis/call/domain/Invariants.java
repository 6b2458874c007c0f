package dev.visavis.call.domain;

/// What holds for every call after every command. A call that breaks one is a fault of this
/// program; it is taken out of service before it does harm.
public final class Invariants {
  private Invariants() {}

  public static void check(Call call) {
    switch (call.state()) {
      case NONE -> require(call.participants().isEmpty(), call, "nothing is left behind");
      case RINGING -> {
        require(call.connectedAt() == null, call, "nobody has answered");
        require(call.initiator().isIn(), call, "the caller waits");
        require(call.thoseIn().size() == 1, call, "only the caller is in");
        require(call.somebodyRings(), call, "somebody rings");
      }
      case CONNECTED -> {
        require(call.connectedAt() != null, call, "it is known since when");
        int in = call.thoseIn().size();
        require(in > 1 || (in == 1 && call.somebodyRings()), call, "somebody can talk");
      }
      case ENDED, MISSED, DECLINED, CANCELLED -> {
        require(call.ending() != null, call, "it is known how it ended");
        require(call.thoseIn().isEmpty() && !call.somebodyRings(), call, "nobody is in");
      }
    }
    require(call.state().isOver() || call.ending() == null, call, "only what is over has an end");
    call.participants().forEach(participant -> check(call, participant));
  }

  private static void check(Call call, Participant participant) {
    String who = " (" + participant.userId() + ")";
    require(participant.isIn() == (participant.seat() != null), call, "who is in has a seat" + who);
    require(
        participant.isRinging() == (participant.ringUntil() != null),
        call,
        "whoever rings does so until some time" + who);
    if (participant.isRinging() && !participant.hidden()) {
      require(
          participant.hasDeviceOnline() != (participant.unreachableAt() != null),
          call,
          "whoever rings has a device or a deadline" + who);
    }
    Seat seat = participant.seat();
    if (seat != null) {
      Device device = participant.device(seat.deviceId());
      boolean away = participant.state() == ParticipantState.RECONNECTING;
      require(device != null, call, "the seat's device is known" + who);
      require(device == null || device.online() != away, call, "who is away is waited for" + who);
      require((seat.reconnectBy() != null) == away, call, "waiting has an end" + who);
    }
  }

  private static void require(boolean holds, Call call, String what) {
    if (!holds) {
      throw new BrokenInvariant("call " + call.id() + " " + call.state() + ": not so: " + what);
    }
  }
}
