package dev.visavis.devstack.deadletters;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.Topic;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.UserProfile;
import dev.visavis.proto.v1.events.CallEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shows the content of a dead letter as JSON. It withholds session descriptions, candidates and
/// keys, and truncates long texts.
public final class DeadLetterContents {
  private static final int MAX_CHARS = 200;

  /// Fields with media addresses, credentials or end-to-end keys.
  private static final Set<String> WITHHELD = Set.of("sdp", "candidate", "e2ee");

  private static final Map<String, Parser<? extends Message>> TYPES =
      Map.of(
          Topic.CALL_COMMANDS.topicName(), CallCommand.parser(),
          Topic.CALL_EVENTS.topicName(), CallEvent.parser(),
          Topic.DEVICE_EVENTS.topicName(), DeviceEvent.parser(),
          Topic.USER_PROFILES.topicName(), UserProfile.parser());

  private DeadLetterContents() {}

  /// Empty if the value is not a message of the schema.
  public static Optional<JsonObject> of(DeadLetter letter) {
    var type = TYPES.get(letter.topic());
    if (type == null || letter.value() == null || letter.value().length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(object(type.parseFrom(letter.value())));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /// The kind in one word: `answer_call`, `place_call`, `device_connected`.
  public static Optional<String> kind(DeadLetter letter) {
    var type = TYPES.get(letter.topic());
    if (type == null || letter.value() == null) {
      return Optional.empty();
    }
    try {
      return kind(type.parseFrom(letter.value()));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> kind(Message message) {
    for (var choice : message.getDescriptorForType().getRealOneofs()) {
      var chosen = message.getOneofFieldDescriptor(choice);
      if (chosen != null) {
        var within = message.getField(chosen);
        return chosen.getName().equals("message") && within instanceof Message inner
            ? kind(inner)
            : Optional.of(chosen.getName());
      }
    }
    return Optional.empty();
  }

  private static JsonObject object(Message message) {
    var json = new JsonObject();
    message
        .getAllFields()
        .forEach((field, value) -> json.put(field.getJsonName(), of(field, value)));
    return json;
  }

  private static Object of(FieldDescriptor field, Object value) {
    if (WITHHELD.contains(field.getName())) {
      return "(withheld)";
    }
    if (value instanceof List<?> all) {
      var array = new JsonArray();
      all.forEach(one -> array.add(single(one)));
      return array;
    }
    return single(value);
  }

  private static Object single(Object value) {
    return switch (value) {
      case Timestamp at -> Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
      case Message message -> object(message);
      case EnumValueDescriptor named -> named.getName();
      case ByteString bytes -> "(%d bytes)".formatted(bytes.size());
      case String text -> cut(text);
      default -> value;
    };
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARS
        ? text
        : text.substring(0, MAX_CHARS) + "… (%d characters)".formatted(text.length());
  }
}
