package dev.visavis.systemtests.faults;

import java.util.ArrayList;
import java.util.List;

/// What all devices did and saw, in the order in which they did.
final class Journal {
  /// Hours of the ordinary load; more would be a loop gone wild.
  private static final int LIMIT = 3_000_000;

  private final List<Seen> entries = new ArrayList<>();

  synchronized void add(Seen entry) {
    if (entries.size() == LIMIT) {
      throw new AssertionError("a device writes without end: " + entry);
    }
    entries.add(entry);
  }

  synchronized List<Seen> entries() {
    return List.copyOf(entries);
  }
}
