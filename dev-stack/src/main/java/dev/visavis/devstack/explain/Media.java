package dev.visavis.devstack.explain;

import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.MediaState;

/// Microphone, camera and screen in words.
final class Media {
  private Media() {}

  static String words(MediaState state) {
    return words(state.getAudio(), state.getVideo(), state.getScreen());
  }

  static String words(MediaFlags flags) {
    return words(flags.getAudio(), flags.getVideo(), flags.getScreen());
  }

  private static String words(boolean audio, boolean video, boolean screen) {
    return "has the microphone %s, the camera %s%s"
        .formatted(audio ? "on" : "off", video ? "on" : "off", screen ? ", shares the screen" : "");
  }
}
