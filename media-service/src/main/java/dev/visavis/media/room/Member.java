package dev.visavis.media.room;

import dev.visavis.media.layers.SendLimitControl;
import dev.visavis.media.layers.View;
import org.jspecify.annotations.Nullable;

/// One device in the room.
final class Member {
  private final DeviceId device;
  private final SendLimitControl limits = new SendLimitControl();
  private View view = View.EMPTY;
  private @Nullable String session;
  private @Nullable Publication publication;
  private @Nullable Subscription subscription;

  Member(DeviceId device) {
    this.device = device;
  }

  DeviceId device() {
    return device;
  }

  String userId() {
    return device.userId();
  }

  SendLimitControl limits() {
    return limits;
  }

  View view() {
    return view;
  }

  void show(View shown) {
    view = shown;
  }

  @Nullable Publication publication() {
    return publication;
  }

  void publish(@Nullable Publication newPublication) {
    publication = newPublication;
  }

  /// Notes the session of an offer on publish.
  ///
  /// @return whether the device has begun anew: it has offered in another session before
  boolean isNewSession(String sessionId) {
    String before = session;
    session = sessionId;
    return before != null && !before.equals(sessionId);
  }

  @Nullable Subscription subscription() {
    return subscription;
  }

  void subscribe(@Nullable Subscription newSubscription) {
    subscription = newSubscription;
  }
}
