package dev.visavis.media.room;

import dev.visavis.media.MediaKind;
import dev.visavis.media.layers.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes in the sections of a device so that they carry the media it is to get. A source
/// that is carried already stays in its section. A new one gets an empty section if there is
/// one, so that a tile does not show the face that was there before.
///
/// @param sources the new source of a section, by its mid; empty: nothing
/// @param layers the new layer of a section, by its mid
record SlotPlan(Map<String, Optional<Producer>> sources, Map<String, Layer> layers) {

  /// Empty ones first, then those whose source is not needed, and last those that need a
  /// negotiation.
  private static final Comparator<Slot> BEST_FIRST =
      Comparator.comparing(Slot::isDead).thenComparing(slot -> slot.source() != null);

  /// @param wanted the layer of each source; only that of cameras counts. If there are more than
  ///     sections, the last ones are left out
  static SlotPlan of(List<Slot> slots, Map<Producer, Layer> wanted) {
    Map<String, Optional<Producer>> sources = sources(slots, wanted);
    Map<String, Layer> layers = new LinkedHashMap<>();
    for (Slot slot : apply(slots, sources)) {
      Producer source = slot.source();
      if (source != null && source.kind() == MediaKind.CAMERA) {
        Layer layer = Objects.requireNonNull(wanted.get(source));
        if (layer != slot.layer()) {
          layers.put(slot.mid(), layer);
        }
      }
    }
    return new SlotPlan(sources, layers);
  }

  private static Map<String, Optional<Producer>> sources(
      List<Slot> slots, Map<Producer, Layer> wanted) {
    Map<Producer, Slot> kept = new LinkedHashMap<>();
    List<Slot> free = new ArrayList<>();
    for (Slot slot : slots) {
      Producer source = slot.source();
      if (source != null && wanted.containsKey(source)) {
        kept.put(source, slot);
      } else {
        free.add(slot);
      }
    }
    free.sort(BEST_FIRST);
    Map<String, Optional<Producer>> sources = new LinkedHashMap<>();
    for (Producer producer : wanted.keySet()) {
      Slot slot = kept.containsKey(producer) ? null : take(free, producer.kind().isVideo());
      if (slot != null) {
        sources.put(slot.mid(), Optional.of(producer));
      }
    }
    free.stream()
        .filter(slot -> slot.source() != null)
        .forEach(slot -> sources.put(slot.mid(), Optional.empty()));
    return sources;
  }

  private static @Nullable Slot take(List<Slot> free, boolean isVideo) {
    for (Slot slot : free) {
      if (slot.isVideo() == isVideo) {
        free.remove(slot);
        return slot;
      }
    }
    return null;
  }

  /// One of the new sources: one that has been refused least often, the first of those.
  Map<String, Optional<Producer>> leastRefused(Map<Producer, Integer> refusals) {
    return sources.entrySet().stream()
        .min(
            Comparator.comparingInt(
                source -> source.getValue().map(it -> refusals.getOrDefault(it, 0)).orElse(0)))
        .map(source -> Map.of(source.getKey(), source.getValue()))
        .orElse(Map.of());
  }

  boolean isEmpty() {
    return sources.isEmpty() && layers.isEmpty();
  }

  /// The sections once their sources have changed.
  static List<Slot> apply(List<Slot> slots, Map<String, Optional<Producer>> sources) {
    return slots.stream()
        .map(
            slot -> {
              Optional<Producer> source = sources.get(slot.mid());
              return source == null ? slot : slot.carrying(source.orElse(null));
            })
        .toList();
  }

  /// The sections once their layers have changed.
  static List<Slot> applyLayers(List<Slot> slots, Map<String, Layer> layers) {
    return slots.stream()
        .map(
            slot -> {
              Layer layer = layers.get(slot.mid());
              return layer == null ? slot : slot.at(layer);
            })
        .toList();
  }
}
