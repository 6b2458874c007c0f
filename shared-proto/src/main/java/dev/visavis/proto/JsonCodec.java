package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.visavis.proto.v1.EndToEndKey;
import dev.visavis.proto.v1.SignalingMessage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The JSON form of a signaling message: docs/protocol.md, "Envelope" and "Encoding".
///
/// Thread-safe. Reads in two passes, because `type` may come after the payload that it describes,
/// and because `requestId` is needed even if the payload is invalid. The gateway checks limits and
/// required fields; this class only parses.
public final class JsonCodec {
  /// The maximum length of a text, in UTF-16 units. The limit of a frame is lower.
  public static final int MAX_LENGTH = 1 << 20;

  /// The maximum nesting of lists and objects, also in ignored fields.
  private static final int MAX_NESTING = 64;

  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Clients choose the names, so they must not fill a table that outlives the message.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxStringLength(MAX_LENGTH)
                  .maxNameLength(1024)
                  .maxNumberLength(400)
                  .build())
          .build();

  private JsonCodec() {}

  /// The message as the text of one frame.
  ///
  /// @throws IllegalArgumentException if the message has no body, as a message of a newer version
  ///     may
  public static String encode(SignalingMessage message) {
    FieldDescriptor body = message.getOneofFieldDescriptor(JsonEnvelope.BODY);
    if (body == null) {
      throw new IllegalArgumentException("a message without a body has no JSON form");
    }
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("type", body.getName());
      if (message.hasCallId()) {
        out.writeStringField("callId", message.getCallId());
      }
      out.writeFieldName("payload");
      JsonWriter.write(out, (Message) message.getField(body));
      if (message.hasIdempotencyKey()) {
        out.writeStringField("idempotencyKey", message.getIdempotencyKey());
      }
      if (message.hasRequestId()) {
        out.writeStringField("requestId", message.getRequestId());
      }
      if (message.hasId()) {
        out.writeStringField("id", message.getId());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Like [#encode], in UTF-8.
  public static byte[] encodeUtf8(SignalingMessage message) {
    return encode(message).getBytes(StandardCharsets.UTF_8);
  }

  /// Decodes UTF-8; invalid bytes are refused, not replaced.
  public static SignalingMessage decode(byte[] utf8) throws InvalidMessageException {
    try {
      return decode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidMessageException("", "is not UTF-8", null);
    }
  }

  public static SignalingMessage decode(String text) throws InvalidMessageException {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidMessageException("", "is longer than " + MAX_LENGTH + " characters", null);
    }
    char[] json = text.toCharArray();
    JsonEnvelope envelope = JsonEnvelope.scan(json);
    SignalingMessage.Builder message = envelope.message();
    FieldDescriptor body = envelope.body();
    Message.Builder payload = message.newBuilderForField(body);
    if (envelope.payloadStart() >= 0) {
      readPayload(json, envelope, payload);
    } else if (MessageMapping.of(body.getMessageType()).required()) {
      throw new InvalidMessageException("payload", "is required", envelope.requestId());
    }
    return message.setField(body, payload.build()).build();
  }

  /// The size of the client's own part of the message, in bytes of UTF-8 JSON.
  public static int length(EndToEndKey key) {
    MessageMapping form = MessageMapping.of(EndToEndKey.getDescriptor());
    try {
      String text = key.hasJson() ? key.getJson() : RawJson.of(key.getData(), form);
      return text.getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a text is a JSON object, as `json` of [EndToEndKey] must be.
  public static boolean isObject(String text) {
    return RawJson.isObject(text);
  }

  private static void keepAsWritten(char[] json, int start, Message.Builder payload)
      throws IOException {
    if (payload instanceof EndToEndKey.Builder key) {
      MessageMapping form = MessageMapping.of(EndToEndKey.getDescriptor());
      String written = RawJson.fields(json, start, form);
      if (!written.equals(RawJson.of(key.getData(), form))) {
        key.setJson(written);
      }
    }
  }

  private static void readPayload(char[] json, JsonEnvelope envelope, Message.Builder payload)
      throws InvalidMessageException {
    int start = envelope.payloadStart();
    try (JsonParser in = JSON.createParser(json, start, json.length - start)) {
      in.nextToken();
      JsonReader.readObject(in, payload);
      keepAsWritten(json, start, payload);
    } catch (InvalidMessageException e) {
      throw e.inReplyTo(envelope.requestId());
    } catch (JsonProcessingException e) {
      throw new InvalidMessageException("payload", "is not valid JSON", envelope.requestId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
