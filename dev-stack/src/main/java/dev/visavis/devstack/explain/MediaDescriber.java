package dev.visavis.devstack.explain;

import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.MediaState;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.ArrayList;
import java.util.List;

/// Describes media states: microphone, camera, screen, hand and hold.
final class MediaDescriber {
  private MediaDescriber() {}

  /// Names only the fields that are present; a client omits unchanged ones.
  static String text(MediaState state) {
    List<String> parts = new ArrayList<>();
    if (state.hasAudio()) {
      parts.add("has the microphone " + onOff(state.getAudio()));
    }
    if (state.hasVideo()) {
      parts.add("has the camera " + onOff(state.getVideo()));
    }
    if (state.hasScreen()) {
      parts.add(state.getScreen() ? "shares the screen" : "does not share the screen");
    }
    if (state.hasHand()) {
      parts.add(state.getHand() ? "has the hand up" : "has the hand down");
    }
    if (state.hasHold()) {
      parts.add(state.getHold() ? "holds the call" : "does not hold the call");
    }
    return parts.isEmpty() ? SchemaText.words(BodyCase.MEDIA_STATE) : String.join(", ", parts);
  }

  static String text(MediaFlags flags) {
    return "has the microphone %s, the camera %s%s%s%s"
        .formatted(
            onOff(flags.getAudio()),
            onOff(flags.getVideo()),
            flags.getScreen() ? ", shares the screen" : "",
            flags.getHand() ? ", has the hand up" : "",
            flags.getHold() ? ", holds the call" : "");
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
