package dev.visavis.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What history-service shows to each of several people.
final class Histories {
  private Histories() {}

  /// The rows of each, by user and call.
  static Map<String, Map<String, JsonNode>> of(List<Person> people) {
    Map<String, Map<String, JsonNode>> histories = new HashMap<>();
    people.forEach(person -> histories.put(person.id(), history(person)));
    return histories;
  }

  private static Map<String, JsonNode> history(Person person) {
    Map<String, JsonNode> rows = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = person.getJson("/api/calls/history?limit=100" + cursor);
      page.path("calls").forEach(row -> rows.put(row.path("id").asText(), row));
      String next = page.at("/pagination/nextCursor").asText("");
      cursor = page.at("/pagination/hasMore").asBoolean() ? "&cursor=" + next : "";
    } while (!cursor.isEmpty());
    return rows;
  }
}
