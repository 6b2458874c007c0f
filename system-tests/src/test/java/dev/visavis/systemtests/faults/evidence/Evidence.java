package dev.visavis.systemtests.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All that is known about the calls of a run.
///
/// @param journal what the devices did and saw
/// @param log the events of each call in the order of the topic, repeats included
/// @param histories for each user the rows that history-service shows, by call
/// @param missed how many missed calls history-service counts for each user
/// @param rounds what the scripts of the calls came to
public record Evidence(
    List<JournalEntry> journal,
    Map<String, List<CallEvent>> log,
    Map<String, Map<String, JsonNode>> histories,
    Map<String, Integer> missed,
    List<CallAttempt> rounds) {
  /// The same without what came again.
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
