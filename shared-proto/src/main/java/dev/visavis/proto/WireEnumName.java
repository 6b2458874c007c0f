package dev.visavis.proto;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.Locale;

/// The word for an enum value (docs/protocol.md, "Encoding"): `CALL_TYPE_VIDEO` is `video`.
public final class WireEnumName {
  private WireEnumName() {}

  /// `unspecified` or `unrecognized` for a value without a word.
  public static String of(ProtocolMessageEnum value) {
    return of(value.toString(), value.getDescriptorForType());
  }

  /// @param name of the value in the schema
  static String of(String name, EnumDescriptor type) {
    String prefix = prefix(type);
    return (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .toLowerCase(Locale.ROOT);
  }

  /// The common prefix of the value names of `type`: `CALL_TYPE_`.
  static String prefix(EnumDescriptor type) {
    return type.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
  }
}
