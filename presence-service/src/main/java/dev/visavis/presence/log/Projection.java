package dev.visavis.presence.log;

import java.util.List;

/// Applies the records of one topic to the read model.
public interface Projection<T> {
  /// Applies `batch`, in order. Returns once Redis has stored it and Kafka has acknowledged its
  /// outputs. If it throws, the same records come again; even if it does not, they may.
  void apply(List<ConsumedRecord<T>> batch);
}
