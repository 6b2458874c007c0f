package dev.visavis.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SessionDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The JSON form of one message type, computed once from its descriptor.
///
/// @param shape the form of the whole message
/// @param fields in the order of their numbers, without the opaque ones
/// @param opaque a `Struct` whose fields are written beside those of the message
/// @param raw the original JSON text of `opaque`, where a `Struct` would lose precision
/// @param required whether a message of this type is meaningless without it
record MessageMapping(
    Shape shape,
    List<FieldMapping> fields,
    Map<String, FieldMapping> byName,
    @Nullable FieldDescriptor opaque,
    @Nullable FieldDescriptor raw,
    boolean required) {

  enum Shape {
    /// An object with a member for each field.
    OBJECT,
    /// An object, or a bare string if it has no type.
    SESSION_DESCRIPTION,
    /// RFC 3339 in UTC with exactly three decimals.
    TIMESTAMP
  }

  /// Bounded by the number of types in the schema.
  private static final Map<Descriptor, MessageMapping> FORMS = new ConcurrentHashMap<>();

  static MessageMapping of(Descriptor type) {
    MessageMapping known = FORMS.get(type);
    return known != null ? known : FORMS.computeIfAbsent(type, MessageMapping::describe);
  }

  @Nullable FieldMapping field(String name) {
    return byName.get(name);
  }

  private static MessageMapping describe(Descriptor type) {
    List<FieldMapping> fields =
        type.getFields().stream()
            .filter(field -> !isOpaque(field) && !isRaw(field))
            .map(FieldMapping::of)
            .toList();
    FieldDescriptor opaque =
        type.getFields().stream().filter(MessageMapping::isOpaque).findFirst().orElse(null);
    return new MessageMapping(
        shapeOf(type),
        fields,
        fields.stream()
            .collect(Collectors.toUnmodifiableMap(FieldMapping::name, Function.identity())),
        opaque,
        type.getFields().stream().filter(MessageMapping::isRaw).findFirst().orElse(null),
        !type.equals(IceCandidateMessage.getDescriptor())
            && type.getFields().stream().anyMatch(MessageMapping::isNeeded));
  }

  private static Shape shapeOf(Descriptor type) {
    if (type.equals(SessionDescription.getDescriptor())) {
      return Shape.SESSION_DESCRIPTION;
    }
    return type.equals(Timestamp.getDescriptor()) ? Shape.TIMESTAMP : Shape.OBJECT;
  }

  private static boolean isOpaque(FieldDescriptor field) {
    return field.getJavaType() == JavaType.MESSAGE
        && !field.isRepeated()
        && field.getMessageType().equals(Struct.getDescriptor());
  }

  private static boolean isRaw(FieldDescriptor field) {
    return field.getContainingType().equals(EndToEndKey.getDescriptor())
        && field.getNumber() == EndToEndKey.JSON_FIELD_NUMBER;
  }

  private static boolean isNeeded(FieldDescriptor field) {
    return !field.toProto().getProto3Optional() && field.getJavaType() != JavaType.ENUM;
  }
}
