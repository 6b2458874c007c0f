package dev.visavis.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.MediaState;
import org.jspecify.annotations.Nullable;

/// The JSON form of one field.
///
/// @param name its lowerCamelCase name
/// @param values the words of its values, if it is an enum
/// @param nullWhenAbsent true only for `ice_candidate`, where null is the end of candidates
record FieldMapping(
    FieldDescriptor descriptor, String name, @Nullable EnumMapping values, boolean nullWhenAbsent) {

  static FieldMapping of(FieldDescriptor field) {
    EnumMapping values =
        field.getJavaType() == JavaType.ENUM ? EnumMapping.of(field.getEnumType()) : null;
    boolean endOfCandidates =
        field.getContainingType().equals(IceCandidateMessage.getDescriptor())
            && field.getNumber() == IceCandidateMessage.CANDIDATE_FIELD_NUMBER;
    return new FieldMapping(field, field.getJsonName(), values, endOfCandidates);
  }

  /// Whether null means the same as leaving the field out. In `media_state` null is refused,
  /// because it could be meant as false.
  boolean optional() {
    return !descriptor.isRepeated()
        && (descriptor.hasPresence() || values != null)
        && !(descriptor.getJavaType() == JavaType.BOOLEAN
            && descriptor.getContainingType().equals(MediaState.getDescriptor()));
  }

  EnumMapping enumForm() {
    if (values == null) {
      throw new IllegalStateException(descriptor.getFullName() + "  is not an enum");
    }
    return values;
  }
}
