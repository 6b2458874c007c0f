package dev.visavis.gateway.messages;

import static dev.visavis.proto.v1.ErrorCode.PAYLOAD_TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.InitiateCall;
import dev.visavis.proto.v1.MessageTraits.CallIdRule;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.support.text.VisibleName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules for the table of [MessageValidator].
final class FieldRules {
  static final int MAX_DEVICE_ID = 100;
  static final int MAX_DEVICE_NAME = 100;
  static final int MAX_SDP_BYTES = 128 * 1024;
  static final int MAX_CANDIDATE_BYTES = 4 * 1024;
  static final int MAX_E2EE_BYTES = 4 * 1024;

  /// How many times as large as its JSON a `Struct` can be: a number of one digit takes 11 bytes.
  private static final int MAX_OVERHEAD = 16;

  static final int MAX_CALLEES = 31;
  static final int MAX_KEY = 200;
  static final int MAX_UUID = 36;
  private static final String DEVICE_NAME = "payload.deviceName";

  private FieldRules() {}

  static @Nullable WireError callId(SignalingMessage message, CallIdRule rule) {
    if (rule == CallIdRule.REQUIRED && !message.hasCallId()) {
      return WireError.field("callId", "is required");
    }
    return rule != CallIdRule.IGNORED && message.hasCallId()
        ? uuid("callId", message.getCallId())
        : null;
  }

  static @Nullable WireError idempotencyKey(SignalingMessage message, UUID sender) {
    int length = message.getIdempotencyKey().length();
    return length == 0
        ? WireError.field("idempotencyKey", "is required")
        : maxLength("idempotencyKey", message.getIdempotencyKey(), MAX_KEY);
  }

  static @Nullable WireError callees(SignalingMessage message, UUID sender) {
    InitiateCall call = message.getInitiateCall();
    if (call.hasCalleeId() == (call.getCalleeIdsCount() > 0)) {
      return WireError.field("payload.calleeId", "either calleeId or calleeIds is required");
    }
    return call.hasCalleeId()
        ? user("payload.calleeId", call.getCalleeId(), sender)
        : users("payload.calleeIds", call.getCalleeIdsList(), sender);
  }

  static @Nullable WireError callType(SignalingMessage message, UUID sender) {
    return switch (message.getInitiateCall().getCallType()) {
      case CALL_TYPE_VIDEO, CALL_TYPE_AUDIO -> null;
      case CALL_TYPE_UNSPECIFIED, UNRECOGNIZED ->
          WireError.field("payload.callType", "must be one of video, audio");
    };
  }

  static @Nullable WireError invited(SignalingMessage message, UUID sender) {
    List<String> users = message.getInvite().getUserIdsList();
    return users.isEmpty()
        ? WireError.field("payload.userIds", "is required")
        : users("payload.userIds", users, sender);
  }

  /// docs/protocol.md, "register": 1 to 100 letters, digits, `_` and `-`.
  static FieldRule deviceId(String field, Function<SignalingMessage, String> of) {
    return (message, sender) -> {
      String id = of.apply(message);
      boolean good = !id.isEmpty() && id.length() <= MAX_DEVICE_ID;
      for (int i = 0; good && i < id.length(); i++) {
        char c = id.charAt(i);
        good = (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-';
      }
      return good ? null : WireError.field(field, "must be 1 to 100 of A-Z a-z 0-9 _ -");
    };
  }

  /// Other users see the name beside other text, so it may not contain characters that disturb the
  /// layout. An empty name counts as no name.
  static @Nullable WireError deviceName(SignalingMessage message, UUID sender) {
    String name = VisibleName.normalized(message.getRegister().getDeviceName());
    if (message.getRegister().getDeviceName().isEmpty()) {
      return null;
    }
    WireError tooLong = maxLength(DEVICE_NAME, name, MAX_DEVICE_NAME);
    String problem = VisibleName.problem(name);
    return tooLong != null || problem == null ? tooLong : WireError.field(DEVICE_NAME, problem);
  }

  /// For text that is stored and displayed: PostgreSQL accepts no NUL, and lists show no line
  /// breaks.
  static FieldRule printable(String field, Function<SignalingMessage, String> of, int most) {
    return (message, sender) -> {
      String text = of.apply(message);
      return text.chars().anyMatch(Character::isISOControl)
          ? WireError.field(field, "must have no control characters")
          : maxLength(field, text, most);
    };
  }

  private static @Nullable WireError maxLength(String field, String value, int most) {
    return value.length() <= most
        ? null
        : WireError.field(field, "must have at most " + most + " characters");
  }

  static FieldRule maxBytes(String field, Function<SignalingMessage, Integer> bytes, int most) {
    return (message, sender) ->
        bytes.apply(message) <= most ? null : tooLarge("payload." + field, most);
  }

  /// Only a client with binary frames can send text here that is not a JSON object.
  static @Nullable WireError rawJson(SignalingMessage message, UUID sender) {
    EndToEndKey key = message.getE2Ee();
    return !key.hasJson() || JsonCodec.isObject(key.getJson())
        ? null
        : WireError.field("payload.json", "must be a JSON object");
  }

  /// If the message is much too large, it is refused without converting it to JSON.
  static @Nullable WireError opaque(SignalingMessage message, UUID sender) {
    EndToEndKey key = message.getE2Ee();
    boolean fits =
        key.getSerializedSize() <= MAX_OVERHEAD * MAX_E2EE_BYTES
            && JsonCodec.length(key) <= MAX_E2EE_BYTES;
    return fits ? null : tooLarge("payload.e2ee", MAX_E2EE_BYTES);
  }

  private static WireError tooLarge(String field, int most) {
    return WireError.of(PAYLOAD_TOO_LARGE, field + ": must have at most " + most + " bytes");
  }

  static FieldRule sdp(
      Function<SignalingMessage, Optional<SessionDescription>> of, boolean required) {
    return (message, sender) -> {
      Optional<SessionDescription> sdp = of.apply(message);
      if (sdp.isEmpty()) {
        return required ? WireError.field("payload.sdp", "is required") : null;
      }
      String text = sdp.get().getSdp();
      if (text.isEmpty() && !sdp.get().getType().equals("rollback")) {
        return WireError.field("payload.sdp.sdp", "is required");
      }
      boolean fits = text.length() <= MAX_SDP_BYTES && utf8Length(text) <= MAX_SDP_BYTES;
      return fits ? null : tooLarge("payload.sdp", MAX_SDP_BYTES);
    };
  }

  /// Encodes only text that may exceed the limit: a UTF-16 unit becomes at most three bytes.
  private static int utf8Length(String text) {
    return text.length() <= MAX_SDP_BYTES / 3 ? text.length() : text.getBytes(UTF_8).length;
  }

  /// The receiver of a relayed message: a user, or the SFU.
  static @Nullable WireError to(SignalingMessage message, UUID sender) {
    String to = RelayAddress.to(message);
    return to == null || to.isEmpty() || isPeer(to)
        ? null
        : WireError.field("payload.to", "must be a UUID");
  }

  /// The receiver of a message that is for users only.
  static @Nullable WireError toUser(SignalingMessage message, UUID sender) {
    String to = RelayAddress.to(message);
    return to == null || to.isEmpty() ? null : uuid("payload.to", to);
  }

  static boolean isPeer(String to) {
    return to.equals(RelayAddress.SFU) || isUuid(to);
  }

  private static @Nullable WireError users(String field, List<String> ids, UUID sender) {
    if (ids.size() > MAX_CALLEES) {
      return WireError.field(field, "must have at most " + MAX_CALLEES + " users");
    }
    Set<String> seen = HashSet.newHashSet(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      String at = field + "[" + i + "]";
      WireError error = user(at, ids.get(i), sender);
      if (error != null) {
        return error;
      }
      if (!seen.add(ids.get(i).toLowerCase(Locale.ROOT))) {
        return WireError.field(at, "must not be named twice");
      }
    }
    return null;
  }

  private static @Nullable WireError user(String field, String id, UUID sender) {
    WireError error = uuid(field, id);
    if (error != null) {
      return error;
    }
    return UUID.fromString(id).equals(sender)
        ? WireError.field(field, "must not be yourself")
        : null;
  }

  private static @Nullable WireError uuid(String field, String id) {
    return isUuid(id) ? null : WireError.field(field, "must be a UUID");
  }

  /// Stricter than [UUID#fromString], which accepts groups with too few digits.
  static boolean isUuid(String id) {
    if (id.length() != MAX_UUID) {
      return false;
    }
    for (int i = 0; i < MAX_UUID; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = id.charAt(i);
      if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
