package dev.visavis.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.MediaState;
import org.jspecify.annotations.Nullable;

/// How one field is written.
///
/// @param name its lowerCamelCase name
/// @param values the names of its values, if it is an enum
/// @param nullWhenAbsent `ice_candidate` alone: no candidate is null, the end of candidates
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

  /// Whether the field may be left out, so that null means the same as leaving it out. In
  /// `media_state` null is a mistake: it could be meant as false, and leaving a field out is not.
  boolean optional() {
    return !descriptor.isRepeated()
        && (descriptor.hasPresence() || values != null)
        && !(descriptor.getJavaType() == JavaType.BOOLEAN
            && descriptor.getContainingType().equals(MediaState.getDescriptor()));
  }

  EnumMapping enumForm() {
    if (values == null) {
      throw new IllegalStateException(descriptor.getFullName() + " is no enum");
    }
    return values;
  }
}
