package dev.visavis.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// This build completely reads records with every field of the first released schema.
class ReleasedRecordsTest {
  private static final Path RECORDS = Released.DIRECTORY.resolve("records");

  @TestFactory
  Stream<DynamicTest> isStillRead() throws IOException {
    return names().stream().map(name -> dynamicTest(name, () -> read(name)));
  }

  @Test
  void everyReleasedKindOfRecordHasAnExample() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (FileDescriptorProto file : Released.last().getFileList()) {
      file.getMessageTypeList().stream()
          .filter(type -> isRoot(type.getName()))
          .forEach(type -> missing.addAll(kinds(type)));
    }
    missing.removeAll(names());
    assertEquals(Set.of(), missing, "src/test/resources/released/README.md says how one is made");
  }

  private static void read(String name) throws IOException {
    Message root = root(name);
    Message record =
        root.getParserForType().parseFrom(Files.readAllBytes(RECORDS.resolve(name + ".binpb")));
    Message.Builder text = root.newBuilderForType();
    TextFormat.merge(Files.readString(RECORDS.resolve(name + ".txtpb")), text);
    assertEquals(text.build(), record);
    assertFalse(JsonText.of(record).isEmpty());
  }

  private static Message root(String name) {
    String type = name.replaceFirst("-.*", "");
    return Released.ROOTS.stream()
        .filter(root -> root.getDescriptorForType().getName().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isRoot(String type) {
    return Released.ROOTS.stream()
        .anyMatch(root -> root.getDescriptorForType().getName().equals(type));
  }

  /// The alternatives of a message's oneof. Ignores synthetic oneofs, which proto3 creates for
  /// optional fields.
  private static List<String> kinds(DescriptorProto type) {
    List<String> kinds =
        type.getFieldList().stream()
            .filter(field -> field.hasOneofIndex() && !field.getProto3Optional())
            .map(field -> type.getName() + "-" + field.getName())
            .toList();
    return kinds.isEmpty() ? List.of(type.getName()) : kinds;
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(RECORDS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".binpb"))
          .map(file -> file.replace(".binpb", ""))
          .sorted()
          .toList();
    }
  }
}
