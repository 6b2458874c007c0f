package dev.visavis.call.domain;

import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.state.Message;
import dev.visavis.call.domain.value.DeviceRole;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The devices that believe to be ringing or in the call, according to the messages they received.
record PerceivedState(Set<String> ringing, Set<String> in) {
  static final PerceivedState NONE = new PerceivedState(Set.of(), Set.of());

  PerceivedState and(List<Notice> notices) {
    Set<String> nowRinging = new HashSet<>(ringing);
    Set<String> nowIn = new HashSet<>(in);
    for (Notice notice : notices) {
      String device = notice.to().deviceId();
      switch (notice.message()) {
        case Message.Ring r -> nowRinging.add(device);
        case Message.CallEnded e -> {
          nowRinging.remove(device);
          nowIn.remove(device);
        }
        case Message.CallStateUpdate s when s.role() == DeviceRole.JOINED -> {
          nowRinging.remove(device);
          nowIn.add(device);
        }
        // The reply to `register` replaces everything that the device knew.
        case Message.RegisteredCall r -> {
          nowRinging.remove(device);
          nowIn.remove(device);
          if (r.call() != null && r.role() == DeviceRole.JOINED) {
            nowIn.add(device);
          }
          if (r.call() != null && r.role() == DeviceRole.RINGING) {
            nowRinging.add(device);
          }
        }
        case Message m -> {}
      }
    }
    return new PerceivedState(Set.copyOf(nowRinging), Set.copyOf(nowIn));
  }
}
