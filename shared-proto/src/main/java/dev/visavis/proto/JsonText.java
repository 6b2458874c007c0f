package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes any message of the schema as JSON for people: logs, tools, dead letters.
public final class JsonText {
  private JsonText() {}

  public static String of(Message message) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JsonCodec.JSON.createGenerator(text)) {
      JsonWriter.write(out, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
