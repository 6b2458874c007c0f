package dev.visavis.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds changes of the schema that break a reader or a record of a release. Adding messages,
/// fields and enum values breaks nothing.
final class SchemaBreaks {
  private final Map<String, DescriptorProto> messages = new HashMap<>();
  private final Map<String, EnumDescriptorProto> enums = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  private SchemaBreaks(FileDescriptorSet now) {
    for (FileDescriptorProto file : now.getFileList()) {
      file.getMessageTypeList().forEach(type -> index(file.getPackage(), type));
      file.getEnumTypeList().forEach(type -> enums.put(name(file.getPackage(), type), type));
    }
  }

  /// One sentence for each breaking change; empty if there is none.
  static List<String> of(FileDescriptorSet released, FileDescriptorSet now) {
    SchemaBreaks breaks = new SchemaBreaks(now);
    for (FileDescriptorProto file : released.getFileList()) {
      file.getMessageTypeList().forEach(type -> breaks.message(file.getPackage(), type));
      file.getEnumTypeList()
          .forEach(type -> breaks.enumeration(name(file.getPackage(), type), type));
    }
    return breaks.found;
  }

  private void index(String scope, DescriptorProto type) {
    String name = scope + "." + type.getName();
    messages.put(name, type);
    type.getNestedTypeList().forEach(nested -> index(name, nested));
    type.getEnumTypeList().forEach(nested -> enums.put(name(name, nested), nested));
  }

  private void message(String scope, DescriptorProto before) {
    String name = scope + "." + before.getName();
    DescriptorProto after = messages.get(name);
    if (after == null) {
      found.add(name + " is gone");
      return;
    }
    before.getFieldList().forEach(field -> field(name, before, field, after));
    for (FieldDescriptorProto field : after.getFieldList()) {
      before.getReservedRangeList().stream()
          .filter(range -> field.getNumber() >= range.getStart())
          .filter(range -> field.getNumber() < range.getEnd())
          .forEach(range -> found.add(path(name, field) + " has a number that was given up"));
    }
    before.getNestedTypeList().forEach(nested -> message(name, nested));
    before.getEnumTypeList().forEach(nested -> enumeration(name(name, nested), nested));
  }

  private void field(
      String message, DescriptorProto owner, FieldDescriptorProto before, DescriptorProto now) {
    FieldDescriptorProto after =
        now.getFieldList().stream()
            .filter(field -> field.getNumber() == before.getNumber())
            .findFirst()
            .orElse(null);
    String path = path(message, before);
    if (after == null) {
      found.add(path + " = " + before.getNumber() + " is gone");
      return;
    }
    same(path, "name", before.getName(), after.getName());
    same(
        path,
        "type",
        before.getType() + before.getTypeName(),
        after.getType() + after.getTypeName());
    same(path, "label", before.getLabel(), after.getLabel());
    same(path, "presence", before.getProto3Optional(), after.getProto3Optional());
    same(path, "oneof", oneof(owner, before), oneof(now, after));
  }

  private void enumeration(String name, EnumDescriptorProto before) {
    EnumDescriptorProto after = enums.get(name);
    if (after == null) {
      found.add(name + " is gone");
      return;
    }
    for (EnumValueDescriptorProto value : before.getValueList()) {
      List<String> names =
          after.getValueList().stream()
              .filter(each -> each.getNumber() == value.getNumber())
              .map(EnumValueDescriptorProto::getName)
              .toList();
      if (!names.contains(value.getName())) {
        found.add(name + " has " + names + " for " + value.getName() + " = " + value.getNumber());
      }
    }
  }

  private void same(String path, String what, Object before, Object after) {
    if (!before.equals(after)) {
      found.add(path + " has another " + what + ": " + after + ", was " + before);
    }
  }

  /// The name of the field's oneof. Ignores the synthetic oneof of an optional field.
  private static String oneof(DescriptorProto owner, FieldDescriptorProto field) {
    return field.hasOneofIndex() && !field.getProto3Optional()
        ? owner.getOneofDecl(field.getOneofIndex()).getName()
        : "none";
  }

  private static String path(String message, FieldDescriptorProto field) {
    return message + "." + field.getName();
  }

  private static String name(String scope, EnumDescriptorProto type) {
    return scope + "." + type.getName();
  }
}
