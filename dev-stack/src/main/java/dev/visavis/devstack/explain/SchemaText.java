package dev.visavis.devstack.explain;

import com.google.protobuf.ProtocolMessageEnum;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.WireEnumName;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.time.Duration;
import java.time.Instant;

/// Writes values of the schema as readable text.
final class SchemaText {
  private SchemaText() {}

  /// `END_REASON_NO_ANSWER` is `no answer`.
  static String word(ProtocolMessageEnum value) {
    return WireEnumName.of(value).replace('_', ' ');
  }

  /// The schema's text for a message type.
  static String words(BodyCase type) {
    if (type == BodyCase.BODY_NOT_SET) {
      return "a message of a newer version";
    }
    String words = MessageCatalogue.traits(type).getWords();
    return words.isEmpty() ? MessageCatalogue.name(type) : words;
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
}
