package dev.visavis.presence.log;

import java.util.List;

/// What is made of the records of one topic.
public interface Projection<T> {
  /// Applies `batch`, in order. Returns once Redis has it and Kafka has acknowledged what follows
  /// from it; the same records come again if it throws, and may come again if it does not.
  void apply(List<ConsumedRecord<T>> batch);
}
