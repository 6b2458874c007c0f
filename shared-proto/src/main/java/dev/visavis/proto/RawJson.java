package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.Struct;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// JSON that only clients interpret, kept as they wrote it: numbers are not rounded, and nothing is
/// reformatted. Only white space between tokens is removed.
final class RawJson {
  /// Receives a field and its value, which is JSON text.
  private interface Sink {
    void field(String name, String value) throws IOException;
  }

  private RawJson() {}

  /// The object that begins at `start`, without the fields of `beside`.
  static String fields(char[] text, int start, MessageMapping beside) throws IOException {
    StringWriter fields = new StringWriter();
    try (JsonParser in = JsonCodec.JSON.createParser(text, start, text.length - start);
        JsonGenerator out = JsonCodec.JSON.createGenerator(fields)) {
      out.writeStartObject();
      each(in, text, start, (name, value) -> writeUnless(beside, out, name, value));
      out.writeEndObject();
    }
    return fields.toString();
  }

  /// Writes the fields of an object, except those that `beside` also has.
  static void writeFields(JsonGenerator out, String object, MessageMapping beside)
      throws IOException {
    char[] text = object.toCharArray();
    try (JsonParser in = JsonCodec.JSON.createParser(text)) {
      each(in, text, 0, (name, value) -> writeUnless(beside, out, name, value));
    }
  }

  /// Whether the text is exactly one object that can be written.
  static boolean isObject(String text) {
    try (JsonParser in = JsonCodec.JSON.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      in.skipChildren();
      return in.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The JSON text of an [OpaqueJson] value.
  static String of(Struct data, MessageMapping beside) throws IOException {
    StringWriter fields = new StringWriter();
    try (JsonGenerator out = JsonCodec.JSON.createGenerator(fields)) {
      out.writeStartObject();
      OpaqueJson.writeFields(out, data, beside);
      out.writeEndObject();
    }
    return fields.toString();
  }

  private static void writeUnless(
      MessageMapping beside, JsonGenerator out, String name, String value) throws IOException {
    if (beside.field(name) == null) {
      out.writeFieldName(name);
      out.writeRawValue(value);
    }
  }

  private static void each(JsonParser in, char[] text, int start, Sink sink) throws IOException {
    in.nextToken();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      int from = start + (int) in.currentTokenLocation().getCharOffset();
      in.skipChildren();
      in.finishToken();
      int to = start + (int) in.currentLocation().getCharOffset();
      sink.field(name, withoutSpace(text, from, to));
    }
  }

  private static String withoutSpace(char[] text, int from, int to) {
    StringBuilder tokens = new StringBuilder(to - from);
    boolean inString = false;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == '"') {
        inString = !inString;
      } else if (c == '\\' && inString) {
        tokens.append(c);
        c = text[++i];
      }
      if (inString || c > ' ') {
        tokens.append(c);
      }
    }
    return tokens.toString();
  }
}
