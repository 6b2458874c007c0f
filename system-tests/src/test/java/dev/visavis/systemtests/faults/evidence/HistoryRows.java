package dev.visavis.systemtests.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the histories of several users from history-service.
public final class HistoryRows {
  private HistoryRows() {}

  /// The history rows, by user and call.
  public static Map<String, Map<String, JsonNode>> of(List<Person> people) {
    Map<String, Map<String, JsonNode>> histories = new HashMap<>();
    people.forEach(person -> histories.put(person.id(), history(person)));
    return histories;
  }

  /// The number of missed calls, by user.
  public static Map<String, Integer> missed(List<Person> people) {
    Map<String, Integer> missed = new HashMap<>();
    people.forEach(
        person ->
            missed.put(person.id(), person.getJson("/api/calls/missed").path("count").asInt()));
    return missed;
  }

  private static Map<String, JsonNode> history(Person person) {
    Map<String, JsonNode> rows = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = person.getJson("/api/calls/history?limit=100" + cursor);
      page.path("calls").forEach(row -> add(row, rows));
      String next = page.at("/pagination/nextCursor").asText("");
      cursor = page.at("/pagination/hasMore").asBoolean() ? "&cursor=" + next : "";
    } while (!cursor.isEmpty());
    return rows;
  }

  /// Adds a row. A call that is listed twice gets a second row, which the invariant then reports.
  private static void add(JsonNode row, Map<String, JsonNode> rows) {
    String callId = row.path("id").asText();
    if (rows.put(callId, row) != null) {
      rows.put(callId + " once more", row);
    }
  }
}
