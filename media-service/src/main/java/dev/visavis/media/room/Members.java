package dev.visavis.media.room;

import dev.visavis.media.MediaLoop;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The devices in the room. A user has two at most: one that is in the call, and one that is about
/// to take it over.
///
/// The messages of a device and the event that it has left come by different ways. So a device that
/// has left is not let in for [#GONE_MS]: a message that was late would bring it back, and nothing
/// would remove it again.
final class Members {
  static final long GONE_MS = 5_000;

  /// Two devices of each of 32 users.
  static final int MOST = 64;

  private final MediaLoop loop;
  private final Map<DeviceId, Member> present = new LinkedHashMap<>();
  private final Map<DeviceId, Long> goneUntilMs = new LinkedHashMap<>();

  Members(MediaLoop loop) {
    this.loop = loop;
  }

  @Nullable Member get(DeviceId device) {
    return present.get(device);
  }

  boolean has(Member member) {
    return present.get(member.device()) == member;
  }

  /// In the order in which they came.
  Collection<Member> all() {
    return present.values();
  }

  /// Why the device cannot come in; empty if it can, or is in.
  Optional<String> refusal(DeviceId device) {
    if (present.containsKey(device)) {
      return Optional.empty();
    }
    if (goneUntilMs.getOrDefault(device, Long.MIN_VALUE) > loop.nowMs()) {
      return Optional.of("the device has left the call");
    }
    return present.size() < MOST ? Optional.empty() : Optional.of("the room is full");
  }

  /// The device that has to go when this one comes in: a hand-off to it was aborted.
  Optional<DeviceId> displacedBy(DeviceId device) {
    List<DeviceId> others =
        present.keySet().stream()
            .filter(other -> other.userId().equals(device.userId()) && !other.equals(device))
            .toList();
    boolean isThird = others.size() > 1 && !present.containsKey(device);
    return isThird ? Optional.of(others.getLast()) : Optional.empty();
  }

  Member admit(DeviceId device) {
    return present.computeIfAbsent(device, Member::new);
  }

  /// The device has left the call.
  @Nullable Member left(DeviceId device) {
    goneUntilMs.values().removeIf(untilMs -> untilMs <= loop.nowMs());
    goneUntilMs.put(device, loop.nowMs() + GONE_MS);
    return present.remove(device);
  }

  /// The device is in the call, perhaps again.
  void joined(DeviceId device) {
    goneUntilMs.remove(device);
  }

  @Nullable Member remove(DeviceId device) {
    return present.remove(device);
  }

  void clear() {
    present.clear();
  }
}
