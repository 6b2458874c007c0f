package dev.visavis.media.layers;

import dev.visavis.media.MediaKind;
import java.util.Collection;

/// The largest heights at which anybody shows the pictures of one participant, in pixels; 0: nobody
/// shows it.
public record SendLimits(int camera, int screen) {

  /// @param others the views of the other participants' devices
  public static SendLimits of(String userId, Collection<View> others) {
    return new SendLimits(
        largest(userId, MediaKind.CAMERA, others), largest(userId, MediaKind.SCREEN, others));
  }

  private static int largest(String userId, MediaKind kind, Collection<View> others) {
    return others.stream().mapToInt(view -> view.height(userId, kind)).max().orElse(0);
  }

  SendLimits max(SendLimits other) {
    return new SendLimits(Math.max(camera, other.camera), Math.max(screen, other.screen));
  }
}
