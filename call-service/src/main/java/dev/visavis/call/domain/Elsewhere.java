package dev.visavis.call.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `call_elsewhere`: to the other devices of a user who has come to talk, or talks no longer, so
/// that they can offer to take the call over.
final class Elsewhere {
  private Elsewhere() {}

  static List<Notice> of(Call before, Call after) {
    List<Notice> notices = new ArrayList<>();
    for (Participant now : after.participants()) {
      Participant then = before.participant(now.userId());
      boolean talked = talks(before, then);
      boolean talks = talks(after, now);
      if (talked != talks) {
        tellOthers(then, now, talks, notices);
      }
    }
    return notices;
  }

  private static boolean talks(Call call, @Nullable Participant participant) {
    return call.state() == CallState.CONNECTED && participant != null && participant.isIn();
  }

  private static void tellOthers(
      @Nullable Participant then, Participant now, boolean talks, List<Notice> notices) {
    CallState state = talks ? CallState.CONNECTED : CallState.ENDED;
    for (Device device : now.devices()) {
      boolean seated = now.isSeated(device.id()) || (then != null && then.isSeated(device.id()));
      if (device.online() && !seated) {
        notices.add(new Notice(device.route(), new Message.CallElsewhere(state), false));
      }
    }
  }
}
