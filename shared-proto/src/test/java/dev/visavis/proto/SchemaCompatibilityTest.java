package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SchemaCompatibilityTest {
  /// A partial `media_state` must distinguish "off" from "left out". The bytes of a field that is
  /// set did not change, and `CallCommand.media_is_partial` identifies records of newer gateways.
  private static final List<String> ALLOWED =
      Stream.of("audio", "video", "screen")
          .map(field -> "visavis.v1.MediaState." + field + " has another presence: true, was false")
          .toList();

  @Test
  void theSchemaIsCompatibleWithTheLastRelease() throws IOException {
    assertEquals(
        ALLOWED,
        SchemaBreaks.of(Released.last(), Released.now()),
        "docs/events.md says how the schema may change");
  }

  @TestFactory
  Stream<DynamicTest> breakingChangesAreRefused() {
    return Stream.of(
        refused("a.M is gone", file -> file.removeMessageType(0)),
        refused("a.M.name = 1 is gone", file -> message(file).removeField(0)),
        refused(
            "a.M.name has another name: title, was name", file -> field(file, 0).setName("title")),
        refused(
            "a.M.name has another type: TYPE_BYTES, was TYPE_STRING",
            file -> field(file, 0).setType(FieldDescriptorProto.Type.TYPE_BYTES)),
        refused(
            "a.M.name has another label: LABEL_REPEATED, was LABEL_OPTIONAL",
            file -> field(file, 0).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)),
        refused(
            "a.M.name has another presence: true, was false",
            file -> field(file, 0).setProto3Optional(true)),
        refused(
            "a.M.kind has another type: TYPE_ENUM.a.Other, was TYPE_ENUM.a.Kind",
            file -> field(file, 1).setTypeName(".a.Other")),
        refused(
            "a.M.choice has another oneof: none, was body",
            file -> field(file, 2).clearOneofIndex()),
        refused("a.M.new has a number that was given up", file -> add(file, "new", 9)),
        refused("a.Kind is gone", file -> file.removeEnumType(0)),
        refused(
            "a.Kind has [] for KIND_ONE = 1", file -> file.getEnumTypeBuilder(0).removeValue(1)),
        refused(
            "a.Kind has [KIND_FIRST] for KIND_ONE = 1",
            file -> file.getEnumTypeBuilder(0).getValueBuilder(1).setName("KIND_FIRST")));
  }

  @TestFactory
  Stream<DynamicTest> additionsBreakNothing() {
    return Stream.of(
        allowed("a field", file -> add(file, "new", 4)),
        allowed("a message", file -> file.addMessageTypeBuilder().setName("New")),
        allowed(
            "an enum value",
            file -> file.getEnumTypeBuilder(0).addValueBuilder().setName("KIND_TWO").setNumber(2)));
  }

  /// A key's partition depends on the number of partitions.
  @Test
  void topicsKeepTheirPartitions() {
    for (String[] line : Golden.table("../released/topics.tsv")) {
      Topic topic = Topic.valueOf(line[0]);
      assertEquals(line[1], topic.topicName());
      assertEquals(Integer.parseInt(line[2]), topic.partitions(), line[1]);
    }
  }

  private static DynamicTest refused(
      String expected, Consumer<FileDescriptorProto.Builder> change) {
    return dynamicTest(expected, () -> assertEquals(List.of(expected), breaksOf(change)));
  }

  private static DynamicTest allowed(String what, Consumer<FileDescriptorProto.Builder> change) {
    return dynamicTest(what, () -> assertEquals(List.of(), breaksOf(change)));
  }

  private static List<String> breaksOf(Consumer<FileDescriptorProto.Builder> change) {
    FileDescriptorProto.Builder changed = schema().toBuilder();
    change.accept(changed);
    return SchemaBreaks.of(set(schema()), set(changed.build()));
  }

  private static FileDescriptorProto schema() {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("M");
    message.addField(field("name", 1, FieldDescriptorProto.Type.TYPE_STRING));
    message.addField(field("kind", 2, FieldDescriptorProto.Type.TYPE_ENUM).setTypeName(".a.Kind"));
    message.addField(field("choice", 3, FieldDescriptorProto.Type.TYPE_BOOL).setOneofIndex(0));
    message.addOneofDeclBuilder().setName("body");
    message.addReservedRangeBuilder().setStart(9).setEnd(10);
    EnumDescriptorProto.Builder kind = EnumDescriptorProto.newBuilder().setName("Kind");
    kind.addValueBuilder().setName("KIND_UNSPECIFIED").setNumber(0);
    kind.addValueBuilder().setName("KIND_ONE").setNumber(1);
    return FileDescriptorProto.newBuilder()
        .setPackage("a")
        .addMessageType(message)
        .addEnumType(kind)
        .build();
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }

  private static void add(FileDescriptorProto.Builder file, String name, int number) {
    message(file).addField(field(name, number, FieldDescriptorProto.Type.TYPE_BOOL));
  }

  private static DescriptorProto.Builder message(FileDescriptorProto.Builder file) {
    return file.getMessageTypeBuilder(0);
  }

  private static FieldDescriptorProto.Builder field(FileDescriptorProto.Builder file, int index) {
    return message(file).getFieldBuilder(index);
  }

  private static FileDescriptorSet set(FileDescriptorProto file) {
    return FileDescriptorSet.newBuilder().addFile(file).build();
  }
}
