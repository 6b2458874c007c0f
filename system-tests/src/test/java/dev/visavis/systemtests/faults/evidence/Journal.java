package dev.visavis.systemtests.faults.evidence;

import java.util.ArrayList;
import java.util.List;

/// What all devices did and saw, in the order in which they did.
public final class Journal {
  /// Hours of the ordinary load; more would be a loop gone wild.
  private static final int LIMIT = 3_000_000;

  private final List<JournalEntry> entries = new ArrayList<>();

  public synchronized void add(JournalEntry entry) {
    if (entries.size() == LIMIT) {
      throw new AssertionError("a device writes without end: " + entry);
    }
    entries.add(entry);
  }

  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
