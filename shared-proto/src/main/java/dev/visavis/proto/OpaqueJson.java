package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.io.IOException;
import java.util.Map;

/// JSON that only clients interpret, carried as `google.protobuf.Struct`. Numbers are doubles, as
/// in a browser; whole numbers are written without a decimal point.
final class OpaqueJson {
  /// The maximum nesting of lists and objects, including the payload itself.
  static final int MAX_NESTING = 16;

  /// A double represents every whole number up to this one.
  private static final double MAX_WHOLE = 1L << 53;

  private OpaqueJson() {}

  static String readName(JsonParser in, String name) throws InvalidMessageException {
    if (!JsonReader.isWellFormed(name)) {
      throw JsonReader.refused(in, "has a name that is not well-formed Unicode");
    }
    return name;
  }

  static Value readValue(JsonParser in, int depth) throws IOException, InvalidMessageException {
    if (in.currentToken().isStructStart() && depth >= MAX_NESTING) {
      throw JsonReader.refused(in, "is nested deeper than " + MAX_NESTING);
    }
    Value.Builder value = Value.newBuilder();
    switch (in.currentToken()) {
      case START_OBJECT -> value.setStructValue(readStruct(in, depth + 1));
      case START_ARRAY -> value.setListValue(readList(in, depth + 1));
      case VALUE_STRING -> value.setStringValue(JsonReader.readString(in));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value.setNumberValue(readNumber(in));
      case VALUE_TRUE -> value.setBoolValue(true);
      case VALUE_FALSE -> value.setBoolValue(false);
      default -> value.setNullValue(NullValue.NULL_VALUE);
    }
    return value.build();
  }

  /// Writes the fields of `data`, except those that `beside` also has, because readers treat
  /// duplicate names differently.
  static void writeFields(JsonGenerator out, Struct data, MessageMapping beside)
      throws IOException {
    for (Map.Entry<String, Value> field : data.getFieldsMap().entrySet()) {
      if (beside.field(field.getKey()) == null) {
        out.writeFieldName(field.getKey());
        writeValue(out, field.getValue());
      }
    }
  }

  private static Struct readStruct(JsonParser in, int depth)
      throws IOException, InvalidMessageException {
    Struct.Builder struct = Struct.newBuilder();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = readName(in, in.currentName());
      in.nextToken();
      struct.putFields(name, readValue(in, depth));
    }
    return struct.build();
  }

  private static ListValue readList(JsonParser in, int depth)
      throws IOException, InvalidMessageException {
    ListValue.Builder list = ListValue.newBuilder();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.addValues(readValue(in, depth));
    }
    return list.build();
  }

  private static double readNumber(JsonParser in) throws IOException, InvalidMessageException {
    double number = in.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw JsonReader.refused(in, "is a number that is too large");
    }
    return number;
  }

  private static void writeValue(JsonGenerator out, Value value) throws IOException {
    switch (value.getKindCase()) {
      case STRUCT_VALUE -> {
        out.writeStartObject();
        for (Map.Entry<String, Value> field : value.getStructValue().getFieldsMap().entrySet()) {
          out.writeFieldName(field.getKey());
          writeValue(out, field.getValue());
        }
        out.writeEndObject();
      }
      case LIST_VALUE -> {
        out.writeStartArray();
        for (Value element : value.getListValue().getValuesList()) {
          writeValue(out, element);
        }
        out.writeEndArray();
      }
      case STRING_VALUE -> out.writeString(value.getStringValue());
      case BOOL_VALUE -> out.writeBoolean(value.getBoolValue());
      case NUMBER_VALUE -> writeNumber(out, value.getNumberValue());
      case NULL_VALUE, KIND_NOT_SET -> out.writeNull();
    }
  }

  /// Only a binary client can send infinity or not-a-number, which JSON cannot express. Writes
  /// null, like a browser.
  private static void writeNumber(JsonGenerator out, double number) throws IOException {
    if (!Double.isFinite(number)) {
      out.writeNull();
    } else if (number == Math.rint(number) && Math.abs(number) <= MAX_WHOLE) {
      out.writeNumber((long) number);
    } else {
      out.writeNumber(number);
    }
  }
}
