package dev.visavis.gateway.messages;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.InvalidMessageException;
import dev.visavis.proto.JsonCodec;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import org.jspecify.annotations.Nullable;

/// A decoded frame of a client.
public sealed interface Frame {
  /// The subprotocol of binary frames; without it frames are JSON text.
  String BINARY_SUBPROTOCOL = "visavis.v1.proto";

  record Valid(SignalingMessage message) implements Frame {}

  record Invalid(WireError error, @Nullable String requestId) implements Frame {}

  static Frame text(String text) {
    try {
      return new Valid(JsonCodec.decode(text));
    } catch (InvalidMessageException e) {
      String problem = e.getMessage();
      return new Invalid(
          WireError.of(ErrorCode.INVALID_MESSAGE, problem == null ? "is not a message" : problem),
          e.requestId());
    }
  }

  static Frame binary(byte[] bytes) {
    try {
      return new Valid(SignalingMessage.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return new Invalid(WireError.field("frame", "is not a SignalingMessage"), null);
    }
  }

  /// A text frame on a socket with binary frames, or a binary frame on a socket with text frames.
  static Frame wrongEncoding(boolean binaryAgreed) {
    String expected = binaryAgreed ? "binary frames of " + BINARY_SUBPROTOCOL : "JSON text frames";
    return new Invalid(WireError.field("frame", "this socket takes " + expected), null);
  }
}
