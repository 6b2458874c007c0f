package dev.visavis.gateway.messages;

import com.google.protobuf.Message;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.Objects;

/// Removes from a device's message the fields that only the server may set.
public final class MessageSanitizer {
  private MessageSanitizer() {}

  public static SignalingMessage sanitize(SignalingMessage message, String callId) {
    SignalingMessage.Builder clean = message.toBuilder().setCallId(callId).clearId();
    var fields = MessageCatalogue.serverFields(message.getBodyCase());
    if (!fields.isEmpty()) {
      Message.Builder payload =
          clean.getFieldBuilder(Objects.requireNonNull(MessageCatalogue.body(message)));
      fields.forEach(payload::clearField);
    }
    return clean.build();
  }
}
