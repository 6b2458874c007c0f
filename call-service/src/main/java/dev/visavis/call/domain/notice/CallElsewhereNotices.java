package dev.visavis.call.domain.notice;

import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Device;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.CallState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `call_elsewhere`: tells the other devices of a user that the user has started or stopped
/// talking, so that they can offer to pull the call.
final class CallElsewhereNotices {
  private CallElsewhereNotices() {}

  static List<Notice> of(Call before, Call after) {
    List<Notice> notices = new ArrayList<>();
    for (Participant now : after.participants()) {
      Participant then = before.participant(now.userId());
      boolean talked = isTalking(before, then);
      boolean talks = isTalking(after, now);
      if (talked != talks) {
        tellOthers(then, now, talks, notices);
      }
    }
    return notices;
  }

  private static boolean isTalking(Call call, @Nullable Participant participant) {
    return call.state() == CallState.CONNECTED && participant != null && participant.isInCall();
  }

  private static void tellOthers(
      @Nullable Participant then, Participant now, boolean talks, List<Notice> notices) {
    CallState state = talks ? CallState.CONNECTED : CallState.ENDED;
    for (Device device : now.devices()) {
      boolean joined =
          now.isJoinedOn(device.id()) || (then != null && then.isJoinedOn(device.id()));
      if (device.online() && !joined) {
        notices.add(new Notice(device.route(), new Message.CallElsewhere(state), false));
      }
    }
  }
}
