package dev.visavis.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON words of an enum: `CALL_TYPE_VIDEO` is `video`, and `CALL_NOT_FOUND` is unchanged.
/// `*_UNSPECIFIED`, and values of a newer version, are not written.
record EnumMapping(
    Map<String, EnumValueDescriptor> byName, Map<Integer, String> byNumber, String choices) {

  static EnumMapping of(EnumDescriptor type) {
    String prefix = WireEnumName.prefix(type);
    Map<String, EnumValueDescriptor> byName = new LinkedHashMap<>();
    Map<Integer, String> byNumber = new HashMap<>();
    for (EnumValueDescriptor value : type.getValues()) {
      if (value.getNumber() != 0) {
        String name = value.getName();
        String written = name.startsWith(prefix) ? WireEnumName.of(name, type) : name;
        byName.put(written, value);
        byNumber.put(value.getNumber(), written);
      }
    }
    return new EnumMapping(byName, byNumber, String.join(", ", byName.keySet()));
  }

  @Nullable String name(EnumValueDescriptor value) {
    return byNumber.get(value.getNumber());
  }
}
