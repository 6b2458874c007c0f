package dev.visavis.history.projection;

import com.google.protobuf.ProtocolMessageEnum;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.ParticipantState;
import java.util.Locale;

/// Maps enums of the schema to their words in JSON and in the tables (docs/protocol.md,
/// "Encoding"): `CALL_STATE_RINGING` is `ringing`.
final class EnumWords {
  private EnumWords() {}

  /// @throws IllegalArgumentException if the value is not set or unknown to this version of the
  ///     schema
  static String of(ProtocolMessageEnum value) {
    String name = value.toString();
    String prefix = prefixOf(value);
    if (!name.startsWith(prefix) || name.endsWith("_UNSPECIFIED")) {
      throw new IllegalArgumentException("no word for " + value.getClass().getSimpleName());
    }
    return name.substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  static CallState callState(String word) {
    return CallState.valueOf("CALL_STATE_" + word.toUpperCase(Locale.ROOT));
  }

  static CallType callType(String word) {
    return CallType.valueOf("CALL_TYPE_" + word.toUpperCase(Locale.ROOT));
  }

  static CallKind callKind(String word) {
    return CallKind.valueOf("CALL_KIND_" + word.toUpperCase(Locale.ROOT));
  }

  static EndReason endReason(String word) {
    return EndReason.valueOf("END_REASON_" + word.toUpperCase(Locale.ROOT));
  }

  static ParticipantState participantState(String word) {
    return ParticipantState.valueOf("PARTICIPANT_STATE_" + word.toUpperCase(Locale.ROOT));
  }

  private static String prefixOf(ProtocolMessageEnum value) {
    String type = value.getClass().getSimpleName();
    return type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
  }
}
