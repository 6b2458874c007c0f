package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.visavis.proto.v1.events.CallEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// docs/events.md lists every event with its fields.
class EventsPageTest {
  @TestFactory
  Stream<DynamicTest> everyEventHasARowWithItsFields() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/events.md"));
    return CallEvent.getDescriptor().getOneofs().getFirst().getFields().stream()
        .map(fact -> fact.getMessageType())
        .map(
            type ->
                dynamicTest(
                    type.getName(),
                    () -> {
                      List<String> rows =
                          lines.stream()
                              .filter(line -> line.startsWith("| `" + type.getName() + "` |"))
                              .toList();
                      assertEquals(1, rows.size(), "docs/events.md: add a row for the event");
                      assertEquals(
                          List.of(),
                          type.getFields().stream()
                              .map(FieldDescriptor::getName)
                              .filter(
                                  field -> !rows.getFirst().matches(".*`" + field + "(\\[])?`.*"))
                              .toList(),
                          "docs/events.md: add the fields to the row of the event");
                    }));
  }
}
