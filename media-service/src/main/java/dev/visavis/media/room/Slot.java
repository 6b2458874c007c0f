package dev.visavis.media.room;

import dev.visavis.media.layers.Layer;
import org.jspecify.annotations.Nullable;

/// A section of a device's subscribe connection, and what it carries.
///
/// @param source null: nothing
/// @param layer of the source; null: not chosen yet, or the source has none
/// @param isDead its source has gone away by itself, so that the next one needs a negotiation
record Slot(
    String mid, boolean isVideo, @Nullable Producer source, @Nullable Layer layer, boolean isDead) {

  static Slot of(Consumer consumer) {
    return new Slot(consumer.mid(), consumer.isVideo(), null, null, false);
  }

  Slot carrying(@Nullable Producer producer) {
    return new Slot(mid, isVideo, producer, null, false);
  }

  Slot at(Layer chosen) {
    return new Slot(mid, isVideo, source, chosen, isDead);
  }

  Slot dead() {
    return new Slot(mid, isVideo, null, null, true);
  }
}
