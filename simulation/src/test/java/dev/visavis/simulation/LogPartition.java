package dev.visavis.simulation;

import dev.visavis.proto.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One partition of the log in memory. What is in it stays, in order.
final class LogPartition {
  /// A record.
  ///
  /// @param value null: deleted
  record Entry(long offset, @Nullable String key, byte @Nullable [] value, long timestampMs) {
    byte[] bytes() {
      if (value == null) {
        throw new IllegalStateException("no value under " + key);
      }
      return value;
    }
  }

  private final String name;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Runnable> readers = new ArrayList<>();

  LogPartition(String name) {
    this.name = name;
  }

  LogPartition(Topic topic, int number) {
    this(topic.topicName().substring("visavis.".length()) + "-" + number);
  }

  void append(@Nullable String key, byte @Nullable [] value, long timestampMs) {
    entries.add(new Entry(entries.size(), key, value, timestampMs));
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).run();
    }
  }

  int end() {
    return entries.size();
  }

  Entry get(int offset) {
    return entries.get(offset);
  }

  List<Entry> entries() {
    return entries;
  }

  /// Is run after each append.
  void follow(Runnable reader) {
    readers.add(reader);
  }

  @Override
  public String toString() {
    return name;
  }
}
