package dev.visavis.simulation.infra;

import dev.visavis.proto.Topic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One partition of the log, in memory. Its records stay for the whole run.
public final class LogPartition {
  /// A record.
  ///
  /// @param value null if the record deletes its key
  public record Entry(
      long offset, @Nullable String key, byte @Nullable [] value, long timestampMs) {
    public byte[] bytes() {
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

  public void append(@Nullable String key, byte @Nullable [] value, long timestampMs) {
    entries.add(new Entry(entries.size(), key, value, timestampMs));
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).run();
    }
  }

  public int end() {
    return entries.size();
  }

  public Entry get(int offset) {
    return entries.get(offset);
  }

  public List<Entry> entries() {
    return entries;
  }

  /// Runs `reader` after each append.
  public void follow(Runnable reader) {
    readers.add(reader);
  }

  @Override
  public String toString() {
    return name;
  }
}
