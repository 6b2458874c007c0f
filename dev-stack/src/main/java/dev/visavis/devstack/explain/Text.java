package dev.visavis.devstack.explain;

import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Values of the schema as a person reads them.
final class Text {
  private Text() {}

  /// `END_REASON_NO_ANSWER` is `no answer`.
  static String word(ProtocolMessageEnum value) {
    String name = value.getValueDescriptor().getName();
    String type = value.getDescriptorForType().getName();
    String prefix = type.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_";
    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return bare.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  static String seconds(long milliseconds) {
    return "%.1f s".formatted(Duration.ofMillis(milliseconds).toMillis() / 1000.0);
  }

  static String count(int number, String one) {
    return number + " " + (number == 1 ? one : one + "s");
  }

  /// What a terminal would take for more than text is left out.
  static String printable(String text) {
    return text.replaceAll("[^\\p{Print}\\p{L}]", "?");
  }
}
