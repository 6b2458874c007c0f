package dev.visavis.media.room;

import dev.visavis.media.layers.Layer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The connection on which a device receives: the media server offers. Its sections carry
/// nothing at first; [#forward] decides what each carries, without a new negotiation.
public interface SubscribeTransport extends Transport {
  /// Makes the sections; the listener gets the offer.
  CompletionStage<List<Consumer>> open(int audioSections, int videoSections);

  /// Asks the senders of what these sections carry for a key frame.
  CompletionStage<Void> requestKeyFrames(Collection<String> mids);

  /// The device's SDP answer to the latest offer.
  CompletionStage<Void> answer(String sdp);

  /// From now on, these sections carry these producers; empty: nothing. All or none of it is done.
  ///
  /// @param sources by the mid of the section
  CompletionStage<Void> forward(Map<String, Optional<Producer>> sources);

  /// From now on, these sections carry these layers of the simulcast producers that they carry.
  ///
  /// @param layers by the mid of the section
  CompletionStage<Void> prefer(Map<String, Layer> layers);

  interface Listener extends Transport.Listener {
    /// The media server offers, for the first time or again.
    void offered(String sdp);
  }
}
