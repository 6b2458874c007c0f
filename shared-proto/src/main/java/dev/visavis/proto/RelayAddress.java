package dev.visavis.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and sets the sender and the receiver of signals, as in [MessageCatalogue#isSignal]
/// (docs/protocol.md, "Both directions").
public final class RelayAddress {
  private record Fields(FieldDescriptor body, FieldDescriptor to, FieldDescriptor from) {
    static Fields of(BodyCase type) {
      FieldDescriptor body = SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber());
      return new Fields(
          body,
          body.getMessageType().findFieldByName("to"),
          body.getMessageType().findFieldByName("from"));
    }
  }

  private static final Map<BodyCase, Fields> SIGNALS = new EnumMap<>(BodyCase.class);

  static {
    MessageCatalogue.all(traits -> traits.getBecomes() == Becomes.SIGNAL)
        .forEach(type -> SIGNALS.put(type, Fields.of(type)));
  }

  private RelayAddress() {}

  /// The user to whom the signal is sent; null if it names none, or if the message is not a signal.
  public static @Nullable String to(SignalingMessage message) {
    Fields fields = SIGNALS.get(message.getBodyCase());
    return fields == null ? null : read((Message) message.getField(fields.body()), fields.to());
  }

  /// The sending user; empty if the server has not set it, or if the message is not a signal.
  public static String from(SignalingMessage message) {
    Fields fields = SIGNALS.get(message.getBodyCase());
    String from =
        fields == null ? null : read((Message) message.getField(fields.body()), fields.from());
    return from == null ? "" : from;
  }

  /// The content of a signal, without its sender and receiver.
  public static Message content(SignalingMessage signal) {
    return unaddressed(signal, fields(signal)).build();
  }

  /// The signal for its receiver, with `from` instead of `to`.
  public static SignalingMessage.Builder received(SignalingMessage signal, String fromUserId) {
    Fields fields = fields(signal);
    Message.Builder payload = unaddressed(signal, fields).setField(fields.from(), fromUserId);
    return signal.toBuilder().setField(fields.body(), payload.build());
  }

  private static Message.Builder unaddressed(SignalingMessage signal, Fields fields) {
    return ((Message) signal.getField(fields.body()))
        .toBuilder().clearField(fields.to()).clearField(fields.from());
  }

  private static @Nullable String read(Message payload, FieldDescriptor field) {
    return payload.hasField(field) ? (String) payload.getField(field) : null;
  }

  private static Fields fields(SignalingMessage signal) {
    Fields fields = SIGNALS.get(signal.getBodyCase());
    if (fields == null) {
      throw new IllegalArgumentException("not a signal: " + signal.getBodyCase());
    }
    return fields;
  }
}
