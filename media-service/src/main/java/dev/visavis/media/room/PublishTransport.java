package dev.visavis.media.room;

import java.util.concurrent.CompletionStage;

/// The connection on which a device sends: the device offers.
public interface PublishTransport extends Transport {
  /// Returns the SDP answer. Requests are served one after the other.
  CompletionStage<String> negotiate(String offerSdp);

  interface Listener extends Transport.Listener {
    /// The device's user begins to speak.
    ///
    /// @param level in -dBov: 0 is the loudest, 127 silence
    void speaks(int level);

    /// The device's user is silent, or nothing more arrives from the microphone.
    void isSilent();
  }
}
