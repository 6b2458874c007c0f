package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JsonGoldenTest {
  @Test
  void everyTypeOfMessageHasAGoldenFile() throws IOException {
    Set<String> types =
        JsonEnvelope.BODY.getFields().stream()
            .map(FieldDescriptor::getName)
            .collect(Collectors.toSet());
    for (Golden golden : Golden.all()) {
      types.remove(golden.name().replaceFirst("-.*", ""));
    }
    assertEquals(Set.of(), types);
  }

  @TestFactory
  Stream<DynamicTest> theBinaryFormEqualsTheTextForm() throws IOException {
    return Golden.all().stream()
        .map(
            golden ->
                dynamicTest(golden.name(), () -> assertEquals(golden.text(), golden.binary())));
  }

  @TestFactory
  Stream<DynamicTest> isWritten() throws IOException {
    return Golden.all().stream()
        .map(
            golden ->
                dynamicTest(
                    golden.name(),
                    () ->
                        assertEquals(
                            Golden.tree(golden.json()),
                            Golden.tree(JsonCodec.encode(golden.binary())))));
  }

  @TestFactory
  Stream<DynamicTest> isRead() throws IOException {
    return Golden.all().stream()
        .map(
            golden ->
                dynamicTest(
                    golden.name(),
                    () -> assertEquals(golden.binary(), JsonCodec.decode(golden.json()))));
  }

  @TestFactory
  Stream<DynamicTest> readsEquivalentTexts() throws IOException {
    return Golden.table("variants.tsv").stream()
        .map(
            line ->
                dynamicTest(
                    line[1],
                    () ->
                        assertEquals(
                            Golden.tree(line[0]),
                            Golden.tree(JsonCodec.encode(JsonCodec.decode(line[1]))))));
  }

  @TestFactory
  Stream<DynamicTest> refusesInvalidTextsAndNamesTheField() {
    return Stream.of("refused.tsv", "refused-twice.tsv")
        .flatMap(table -> Golden.table(table).stream())
        .map(
            line ->
                dynamicTest(
                    "text: " + line[2],
                    () -> {
                      InvalidMessageException refusal =
                          assertThrows(
                              InvalidMessageException.class, () -> JsonCodec.decode(line[2]));
                      assertEquals(line[0], refusal.field(), refusal.getMessage());
                      assertEquals(line[1], Objects.requireNonNullElse(refusal.requestId(), ""));
                    }));
  }
}
