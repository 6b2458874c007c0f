package dev.visavis.systemtests.faults.evidence;

import java.util.ArrayList;
import java.util.List;

/// The messages and connections of all devices, in order.
public final class Journal {
  /// Enough for hours of the usual load; more entries mean an endless loop.
  private static final int LIMIT = 3_000_000;

  private final List<JournalEntry> entries = new ArrayList<>();

  public synchronized void add(JournalEntry entry) {
    if (entries.size() == LIMIT) {
      throw new AssertionError("the journal is full; a device is in an endless loop: " + entry);
    }
    entries.add(entry);
  }

  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
