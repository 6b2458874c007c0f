package dev.visavis.media.room;

import dev.visavis.media.Pace;
import dev.visavis.media.layers.SendLimitControl;
import dev.visavis.media.layers.View;
import org.jspecify.annotations.Nullable;

/// One device in the room.
final class Member {
  private static final int VIEWS_AT_ONCE = 5;
  private static final long VIEW_MS = 200;

  private final DeviceId device;
  private final Pace views = new Pace(VIEWS_AT_ONCE, VIEW_MS);
  private final SendLimitControl limits = new SendLimitControl();
  private View view = View.EMPTY;
  private @Nullable View laterView;
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

  /// Whether the view is to be shown now. Each can cost others a key frame, so there are only so
  /// many: of those that come too fast, the last one is kept until [#takeLaterView].
  ///
  /// @return the milliseconds until then; 0: now; -1: when the one before is due
  long pace(View next, long nowMs) {
    if (laterView != null) {
      laterView = next;
      return -1;
    }
    long waitMs = views.reserve(nowMs);
    laterView = waitMs == 0 ? null : next;
    return waitMs;
  }

  /// Returns the view that was to wait.
  View takeLaterView() {
    View later = laterView == null ? view : laterView;
    laterView = null;
    return later;
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
