package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.time.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads a payload into a message. A value of the wrong type is refused, never converted. An
/// unknown field is ignored.
final class JsonReader {
  private static final String TIMESTAMP_EXAMPLE = "2026-01-31T23:59:59.000Z";

  private JsonReader() {}

  /// Reads the object at which the parser is.
  static void readObject(JsonParser in, Message.Builder into)
      throws IOException, InvalidMessageException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw refused(in, "must be an object");
    }
    MessageMapping form = MessageMapping.of(into.getDescriptorForType());
    Struct.Builder opaque = form.opaque() == null ? null : Struct.newBuilder();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      FieldMapping field = form.field(name);
      in.nextToken();
      if (field != null) {
        readField(in, field, into);
      } else if (opaque != null) {
        opaque.putFields(OpaqueJson.readName(in, name), OpaqueJson.readValue(in, 1));
      } else {
        in.skipChildren();
      }
    }
    if (opaque != null && form.opaque() != null) {
      into.setField(form.opaque(), opaque.build());
    }
  }

  /// Whether a string has no lone surrogate, which UTF-8 cannot encode.
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (!Character.isHighSurrogate(unit)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(++i))) {
          return false;
        }
      }
    }
    return true;
  }

  static InvalidMessageException refused(JsonParser in, String problem) {
    return new InvalidMessageException(
        JsonPath.of("payload", in.getParsingContext()), problem, null);
  }

  static String readString(JsonParser in) throws IOException, InvalidMessageException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw refused(in, "must be a string");
    }
    String text = in.getText();
    if (!isWellFormed(text)) {
      throw refused(in, "must be well-formed Unicode");
    }
    return text;
  }

  private static void readField(JsonParser in, FieldMapping form, Message.Builder into)
      throws IOException, InvalidMessageException {
    FieldDescriptor field = form.descriptor();
    if (field.isRepeated()) {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw refused(in, "must be a list");
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        into.addRepeatedField(field, readValue(in, form, into));
      }
    } else if (in.currentToken() != JsonToken.VALUE_NULL || !form.optional()) {
      into.setField(field, readValue(in, form, into));
    }
  }

  private static Object readValue(JsonParser in, FieldMapping form, Message.Builder into)
      throws IOException, InvalidMessageException {
    FieldDescriptor field = form.descriptor();
    return switch (field.getJavaType()) {
      case STRING -> readString(in);
      case BOOLEAN ->
          switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw refused(in, "must be true or false");
          };
      case INT -> readInt(in, field);
      case ENUM -> readEnum(in, form.enumForm());
      case MESSAGE -> readMessage(in, into.newBuilderForField(field));
      case LONG, FLOAT, DOUBLE, BYTE_STRING ->
          throw new IllegalStateException(field.getFullName() + " is of no kind that clients send");
    };
  }

  private static int readInt(JsonParser in, FieldDescriptor field)
      throws IOException, InvalidMessageException {
    boolean unsigned = field.getType() == FieldDescriptor.Type.UINT32;
    long least = unsigned ? 0 : Integer.MIN_VALUE;
    long most = unsigned ? 0xFFFF_FFFFL : Integer.MAX_VALUE;
    if (in.currentToken().isNumeric()) {
      double value = in.getDoubleValue();
      if (value == Math.rint(value) && value >= least && value <= most) {
        return (int) (long) value;
      }
    }
    throw refused(in, "must be a whole number from " + least + " to " + most);
  }

  private static EnumValueDescriptor readEnum(JsonParser in, EnumMapping form)
      throws IOException, InvalidMessageException {
    EnumValueDescriptor value = form.byName().get(readString(in));
    if (value == null) {
      throw refused(in, "must be one of " + form.choices());
    }
    return value;
  }

  private static Message readMessage(JsonParser in, Message.Builder into)
      throws IOException, InvalidMessageException {
    return switch (MessageMapping.of(into.getDescriptorForType()).shape()) {
      case OBJECT -> {
        readObject(in, into);
        yield into.build();
      }
      case SESSION_DESCRIPTION -> {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
          yield SessionDescription.newBuilder().setSdp(readString(in)).build();
        }
        readObject(in, into);
        yield into.build();
      }
      case TIMESTAMP -> readTimestamp(in);
    };
  }

  private static Timestamp readTimestamp(JsonParser in)
      throws IOException, InvalidMessageException {
    String text = readString(in);
    try {
      // The pattern alone would accept years of more than four digits.
      if (text.length() == TIMESTAMP_EXAMPLE.length()) {
        Instant at = Timestamps.read(text);
        return Timestamp.newBuilder()
            .setSeconds(at.getEpochSecond())
            .setNanos(at.getNano())
            .build();
      }
    } catch (DateTimeException e) {
      // Refused below, like any other invalid text.
    }
    throw refused(in, "must be an instant such as " + TIMESTAMP_EXAMPLE);
  }
}
