package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.visavis.proto.v1.SignalingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The first pass over a text: checks that all of it is JSON, reads the fields around the payload,
/// and finds the start of the payload.
final class JsonEnvelope {
  static final OneofDescriptor BODY = SignalingMessage.getDescriptor().getOneofs().getFirst();

  private static final MessageMapping FORM = MessageMapping.of(SignalingMessage.getDescriptor());

  /// The longest `requestId` that is echoed: docs/protocol.md, "Limits".
  private static final int MAX_REQUEST_ID = 64;

  private final SignalingMessage.Builder message = SignalingMessage.newBuilder();
  private @Nullable FieldDescriptor body;
  private int payloadStart = -1;

  /// The first error. The scan continues after it, to find `requestId`.
  private @Nullable InvalidMessageException refusal;

  private JsonEnvelope() {}

  static JsonEnvelope scan(char[] json) throws InvalidMessageException {
    JsonEnvelope envelope = new JsonEnvelope();
    try (JsonParser in = JsonCodec.JSON.createParser(json)) {
      envelope.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (envelope.refusal != null) {
      throw envelope.refusal.inReplyTo(envelope.requestId());
    }
    return envelope;
  }

  SignalingMessage.Builder message() {
    return message;
  }

  FieldDescriptor body() {
    if (body == null) {
      throw new IllegalStateException("scan lets nothing without a type through");
    }
    return body;
  }

  /// The index of the payload's opening brace; -1 if there is none.
  int payloadStart() {
    return payloadStart;
  }

  @Nullable String requestId() {
    String id = message.getRequestId();
    return message.hasRequestId() && id.length() <= MAX_REQUEST_ID ? id : null;
  }

  private void read(JsonParser in) throws IOException {
    try {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        refuse("", "must be a JSON object");
        return;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        readField(in, name);
      }
      if (in.nextToken() != null) {
        refuse("", "must be one JSON object with nothing after it");
      }
    } catch (JsonProcessingException e) {
      refuseText(in, e);
    }
    if (body == null) {
      refuse("type", "is required");
    }
  }

  private void readField(JsonParser in, String name) throws IOException {
    switch (name) {
      case "type" -> readType(in);
      case "payload" -> readPayload(in);
      case "callId", "idempotencyKey", "requestId", "id" -> {
        FieldMapping field = FORM.field(name);
        String value = readString(in, name);
        if (field != null && value != null) {
          message.setField(field.descriptor(), value);
        }
      }
      default -> in.skipChildren();
    }
  }

  private void readType(JsonParser in) throws IOException {
    String type = readString(in, "type");
    FieldDescriptor field =
        type == null ? null : SignalingMessage.getDescriptor().findFieldByName(type);
    if (field != null && BODY.equals(field.getContainingOneof())) {
      body = field;
    } else if (type != null) {
      refuse("type", "is not a type of message that this version knows");
    }
  }

  private void readPayload(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> payloadStart = (int) in.currentTokenLocation().getCharOffset();
      case VALUE_NULL -> payloadStart = -1;
      default -> refuse("payload", "must be an object");
    }
    in.skipChildren();
  }

  private @Nullable String readString(JsonParser in, String name) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      String value = in.getText();
      if (JsonReader.isWellFormed(value)) {
        return value;
      }
      refuse(name, "must be well-formed Unicode");
    } else if (in.currentToken() != JsonToken.VALUE_NULL) {
      refuse(name, "must be a string");
      in.skipChildren();
    }
    return null;
  }

  /// Jackson's messages name its classes and quote the text, so they are not sent to the client.
  private void refuseText(JsonParser in, JsonProcessingException e) {
    String path = JsonPath.of("", in.getParsingContext());
    if (e instanceof StreamConstraintsException) {
      refuse(path, "is nested too deep, or holds a name or a number that is too long");
    } else if (e.getOriginalMessage().startsWith("Duplicate field")) {
      refuse(path, "is given twice");
    } else {
      long offset = Math.max(0, in.currentLocation().getCharOffset());
      refuse("", "is not valid JSON at character " + offset);
    }
  }

  private void refuse(String field, String problem) {
    if (refusal == null) {
      refusal = new InvalidMessageException(field, problem, null);
    }
  }
}
