package dev.visavis.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.Locale;

/// The word for a value of an enum (docs/protocol.md, "Encoding"): `CALL_TYPE_VIDEO` is `video`.
public final class WireEnumName {
  private WireEnumName() {}

  /// A value that names no word is `unspecified` or `unrecognized`.
  public static String of(ProtocolMessageEnum value) {
    return of(value.toString(), value.getDescriptorForType());
  }

  /// @param name of the value in the schema
  static String of(String name, EnumDescriptor type) {
    String prefix = prefix(type);
    return (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toLowerCase(Locale.ROOT);
  }

  /// What the names of the values of `type` begin with: `CALL_TYPE_`.
  static String prefix(EnumDescriptor type) {
    return type.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
  }
}
