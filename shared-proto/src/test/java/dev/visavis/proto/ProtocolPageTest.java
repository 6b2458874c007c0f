package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// docs/protocol.md is the contract with clients, and matches the schema exactly.
class ProtocolPageTest {
  private final ProtocolPage page;

  ProtocolPageTest() throws IOException {
    page = ProtocolPage.read();
  }

  @TestFactory
  Stream<DynamicTest> everyMessageHasASectionWithAnExampleOfIt() {
    return types()
        .map(
            type ->
                dynamicTest(
                    type,
                    () ->
                        assertTrue(
                            ProtocolPage.examples(page.section(type)).stream()
                                .anyMatch(text -> text.startsWith("{\"type\": \"" + type + "\"")),
                            "docs/protocol.md: add a section and an example")));
  }

  @TestFactory
  Stream<DynamicTest> everyFieldIsARowOfItsTableAndEveryRowIsAField() {
    return messages().stream()
        .map(
            type ->
                dynamicTest(
                    title(type),
                    () -> assertEquals(fields(type), page.rows(title(type)).keySet())));
  }

  @Test
  void theEnvelopeHasItsFields() {
    Set<String> fields = new TreeSet<>(Set.of("type", "payload"));
    SignalingMessage.getDescriptor().getFields().stream()
        .filter(field -> field.getContainingOneof() != JsonEnvelope.BODY)
        .forEach(field -> fields.add(field.getJsonName()));
    assertEquals(fields, page.rows("Envelope").keySet());
  }

  @Test
  void everyErrorCodeIsExplained() {
    assertEquals(words(ErrorCode.getDescriptor()), page.rows("Errors").keySet());
  }

  @Test
  void everyEndReasonIsExplained() {
    assertEquals(words(EndReason.getDescriptor()), page.rows("End reasons").keySet());
  }

  @Test
  void thePageListsEveryWordOfAnEnum() {
    Set<String> missing = new TreeSet<>();
    messages().stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getJavaType() == JavaType.ENUM)
        .forEach(field -> missing.addAll(words(field.getEnumType())));
    missing.removeIf(word -> page.text().contains("`" + word + "`"));
    assertEquals(Set.of(), missing);
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsAMessageWithoutUnknownFields() {
    List<String> examples = ProtocolPage.examples(page.text());
    assertTrue(examples.size() > 30, () -> examples.size() + " are found");
    return examples.stream()
        .map(
            text ->
                dynamicTest(
                    text,
                    () ->
                        assertHas(
                            "",
                            Golden.tree(text),
                            Golden.tree(JsonCodec.encode(JsonCodec.decode(text))))));
  }

  @TestFactory
  Stream<DynamicTest> everyTopicIsListedWithItsRetention() {
    Map<String, String> rows = page.rows("Events for programs");
    return Stream.of(Topic.values())
        .map(
            topic ->
                dynamicTest(
                    topic.topicName(),
                    () -> {
                      String row = rows.getOrDefault(topic.topicName(), "");
                      String kept = kept(topic.retention());
                      assertTrue(row.contains("| " + kept), () -> row + " does not say " + kept);
                    }));
  }

  private static String kept(@Nullable Duration retention) {
    if (retention == null) {
      return "compacted";
    }
    long days = retention.toDays();
    return days == 0 ? retention.toMinutes() + " minutes" : days + (days == 1 ? " day" : " days");
  }

  private static Stream<String> types() {
    return JsonEnvelope.BODY.getFields().stream().map(FieldDescriptor::getName);
  }

  /// All messages of the schema, except those with a JSON form of their own.
  private static Set<Descriptor> messages() {
    Set<Descriptor> all = new LinkedHashSet<>();
    JsonEnvelope.BODY.getFields().forEach(body -> collect(body.getMessageType(), all));
    return all;
  }

  private static void collect(Descriptor type, Set<Descriptor> all) {
    boolean ours = type.getFile().getPackage().equals("visavis.v1");
    if (ours && all.add(type)) {
      type.getFields().stream()
          .filter(field -> field.getJavaType() == JavaType.MESSAGE)
          .forEach(field -> collect(field.getMessageType(), all));
    }
  }

  /// A payload is described with its message; [Call] is part of two messages.
  private static String title(Descriptor type) {
    return JsonEnvelope.BODY.getFields().stream()
        .filter(body -> body.getMessageType().equals(type))
        .filter(body -> !type.equals(Call.getDescriptor()))
        .map(FieldDescriptor::getName)
        .findFirst()
        .orElse(type.getName());
  }

  private static Set<String> fields(Descriptor type) {
    Set<String> fields = new TreeSet<>();
    type.getFields()
        .forEach(
            field -> {
              boolean hasName = !field.getJsonName().startsWith("@");
              fields.add(hasName ? field.getJsonName() : field.getName());
            });
    return fields;
  }

  private static Set<String> words(EnumDescriptor type) {
    return new TreeSet<>(EnumMapping.of(type).byName().keySet());
  }

  /// Checks that each written value is read back. The message may have further fields with default
  /// values.
  private static void assertHas(String at, Object written, Object read) {
    if (written instanceof Map<?, ?> fields && read instanceof Map<?, ?> known) {
      fields.forEach(
          (name, value) -> {
            String field = at + "/" + name;
            assertTrue(known.containsKey(name), () -> field + " is no field");
            assertHas(field, value, Objects.requireNonNull(known.get(name)));
          });
    } else if (written instanceof List<?> elements && read instanceof List<?> known) {
      assertEquals(elements.size(), known.size(), at);
      for (int i = 0; i < elements.size(); i++) {
        assertHas(at + "/" + i, elements.get(i), known.get(i));
      }
    } else {
      assertEquals(written, read, at);
    }
  }
}
