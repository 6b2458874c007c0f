package dev.visavis.presence.call;

import dev.visavis.presence.store.LiveCalls;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.CallInitiated;
import dev.visavis.proto.v1.events.InvitedUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An event that Redis has.
///
/// @param parts by user, those that the event changed; empty where it rings nobody
record WrittenEvent(CallEvent event, Map<String, Part> parts) {
  /// By user, what the call has to be told about devices. A user whose part is over by now, or who
  /// blocks the caller, has no gap.
  Map<String, RingGap> gaps() {
    Map<String, RingGap> gaps = new LinkedHashMap<>();
    if (event.hasCallInitiated() && event.getCallInitiated().hasInitiatorDevice()) {
      CallInitiated fact = event.getCallInitiated();
      gaps.put(fact.getInitiator().getId(), initiatorGap(fact));
    }
    for (InvitedUser invited : PartChange.invited(event)) {
      String user = invited.getUser().getId();
      gaps.put(
          user,
          isIn(user) && !invited.getBlocksCaller()
              ? RingGap.between(invited.getRungDevicesList(), devices(user))
              : RingGap.NONE);
    }
    return gaps;
  }

  boolean isInAnotherCall(String userId) {
    Part part = parts.get(userId);
    return part != null && LiveCalls.joinedElsewhere(part.calls(), event.getCallId());
  }

  /// Of the initiator's devices only the one that dialled is in the call.
  private RingGap initiatorGap(CallInitiated fact) {
    String user = fact.getInitiator().getId();
    if (!isIn(user)) {
      return RingGap.NONE;
    }
    DeviceRoute dialled = fact.getInitiatorDevice();
    return RingGap.between(
        List.of(dialled),
        devices(user).stream()
            .filter(device -> device.getDeviceId().equals(dialled.getDeviceId()))
            .toList());
  }

  /// Whether the call is still among those of the user.
  boolean isIn(String userId) {
    Part part = parts.get(userId);
    return part != null && part.calls().containsKey(event.getCallId());
  }

  private List<DeviceRoute> devices(String userId) {
    Part part = parts.get(userId);
    return part == null ? List.of() : part.devices();
  }
}
