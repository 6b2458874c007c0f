package dev.visavis.systemtests.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All data about the calls of a run.
///
/// @param journal the messages and connections of all devices
/// @param log the events of each call in the order of the topic, repeats included
/// @param histories the history rows of history-service, by user and call
/// @param missed the number of missed calls according to history-service, by user
/// @param rounds the results of the scripted calls
public record Evidence(
    List<JournalEntry> journal,
    Map<String, List<CallEvent>> log,
    Map<String, Map<String, JsonNode>> histories,
    Map<String, Integer> missed,
    List<CallAttempt> rounds) {
  /// The events of a call without repeats.
  public List<CallEvent> events(String callId) {
    Map<String, CallEvent> first = new LinkedHashMap<>();
    log.getOrDefault(callId, List.of()).forEach(e -> first.putIfAbsent(e.getEventId(), e));
    return List.copyOf(first.values());
  }

  public boolean hasEvent(String callId, Predicate<CallEvent> fits) {
    return events(callId).stream().anyMatch(fits);
  }

  public Stream<JournalEntry> received(String type) {
    return journal.stream().filter(entry -> entry.is(JournalEntry.Kind.RECEIVED, type));
  }

  /// Each device's entries, in order.
  public Map<String, List<JournalEntry>> byDevice() {
    return journal.stream()
        .collect(
            Collectors.groupingBy(JournalEntry::device, LinkedHashMap::new, Collectors.toList()));
  }
}
