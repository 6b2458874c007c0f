package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.HandOff;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.state.ParticipantState.Ringing;
import dev.visavis.call.domain.value.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `ring`: to each device that rings now and did not before, or not on this connection.
final class RingNotices {
  private final Call after;
  private final Instant at;
  private final List<Notice> notices = new ArrayList<>();

  private RingNotices(Call after, Instant at) {
    this.after = after;
    this.at = at;
  }

  static List<Notice> of(Call before, Call after, Instant at) {
    RingNotices rings = new RingNotices(after, at);
    for (Participant now : after.participants()) {
      for (Device device : now.devices()) {
        if (now.isRingingOn(device.id())
            && device.online()
            && !wasRingingOn(before.participant(now.userId()), device)) {
          rings.add(now, device);
        }
      }
    }
    return rings.notices;
  }

  private static boolean wasRingingOn(@Nullable Participant then, Device device) {
    Device earlier = then == null ? null : then.device(device.id());
    return then != null
        && earlier != null
        && then.isRingingOn(device.id())
        && earlier.isOn(device.route().connectionId());
  }

  private void add(Participant participant, Device device) {
    HandOff handOff = participant.handOff();
    if (participant.state() instanceof Ringing ringing) {
      User caller = after.initiator().user();
      add(device, ring(participant, caller, inviter(ringing), ringing.until(), false));
    } else if (handOff != null) {
      add(device, ring(participant, otherThan(participant), null, handOff.until(), true));
    }
  }

  private void add(Device device, Message.Ring ring) {
    notices.add(new Notice(device.route(), ring, false));
  }

  private Message.Ring ring(
      Participant participant, User from, @Nullable User inviter, Instant until, boolean transfer) {
    return new Message.Ring(
        from,
        inviter,
        after.type(),
        left(until),
        after.participants(),
        participant.callWaiting(),
        transfer);
  }

  private @Nullable User inviter(Ringing ringing) {
    boolean invited = !ringing.byUserId().equals(after.initiatorId());
    Participant inviter = invited ? after.participant(ringing.byUserId()) : null;
    return inviter == null ? null : inviter.user();
  }

  /// For a hand-off: the user at the other end.
  private User otherThan(Participant participant) {
    return after.participantsInCall().stream()
        .filter(other -> !other.userId().equals(participant.userId()))
        .findFirst()
        .orElse(participant)
        .user();
  }

  private Duration left(Instant until) {
    return until.isBefore(at) ? Duration.ZERO : Duration.between(at, until);
  }
}
