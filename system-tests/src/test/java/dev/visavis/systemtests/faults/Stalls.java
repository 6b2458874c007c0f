package dev.visavis.systemtests.faults;

import dev.visavis.systemtests.faults.evidence.JournalEntry;
import dev.visavis.systemtests.faults.evidence.JournalEntry.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Waiting times: from a message of one device until a device received its effect.
final class Stalls {
  /// @param from a time of `System.nanoTime`, like `to`
  private record Wait(long from, long to) {}

  private final List<Wait> rings;
  private final List<Wait> answers;
  private final List<Wait> ends;
  private final List<Wait> candidates;
  private final List<Wait> returns;

  Stalls(List<JournalEntry> journal) {
    Function<JournalEntry, String> byCall = JournalEntry::callId;
    rings = waits(journal, "initiate_call", "ring", byCall);
    answers = waits(journal, "answer_call", "call_answered", byCall);
    ends = waits(journal, "end_call", "call_ended", byCall);
    candidates = waits(journal, "ice_candidate", "ice_candidate", s -> s.callId() + s.detail());
    returns = returns(journal);
  }

  /// The times from the first `cause` that was sent to the first `effect` that another device
  /// received, for each key.
  private static List<Wait> waits(
      List<JournalEntry> journal, String cause, String effect, Function<JournalEntry, String> key) {
    Map<String, JournalEntry> sent = new HashMap<>();
    List<Wait> waits = new ArrayList<>();
    for (JournalEntry entry : journal) {
      if (entry.is(Kind.SENT, cause)) {
        sent.putIfAbsent(key.apply(entry), entry);
      } else if (entry.is(Kind.RECEIVED, effect)) {
        JournalEntry begun = sent.get(key.apply(entry));
        if (begun != null && !begun.device().equals(entry.device())) {
          waits.add(new Wait(begun.at(), entry.at()));
          sent.remove(key.apply(entry));
        }
      }
    }
    return waits;
  }

  private static List<Wait> returns(List<JournalEntry> journal) {
    Map<String, Long> down = new HashMap<>();
    List<Wait> waits = new ArrayList<>();
    for (JournalEntry entry : journal) {
      if (entry.kind() == Kind.DOWN) {
        down.put(entry.device(), entry.at());
      } else if (entry.kind() == Kind.UP) {
        Long since = down.remove(entry.device());
        if (since != null) {
          waits.add(new Wait(since, entry.at()));
        }
      }
    }
    return waits;
  }

  List<Duration> rings(long from, long until) {
    return within(rings, from, until);
  }

  List<Duration> answers(long from, long until) {
    return within(answers, from, until);
  }

  List<Duration> ends(long from, long until) {
    return within(ends, from, until);
  }

  List<Duration> candidates(long from, long until) {
    return within(candidates, from, until);
  }

  /// The times from a break until `registered`.
  List<Duration> returns(long from, long until) {
    return within(returns, from, until);
  }

  /// The durations of the waits that overlap the interval, the shortest first.
  private static List<Duration> within(List<Wait> waits, long from, long until) {
    return waits.stream()
        .filter(wait -> wait.to() >= from && wait.from() < until)
        .map(wait -> Duration.ofNanos(wait.to() - wait.from()))
        .sorted()
        .toList();
  }
}
