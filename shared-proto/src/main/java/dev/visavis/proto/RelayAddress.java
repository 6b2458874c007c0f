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
  /// The receiver or sender that is no user: the media server of the call.
  public static final String SFU = "sfu";

  /// @param to null: the receiver is always the SFU
  /// @param from null together with `to`
  private record Fields(
      FieldDescriptor body, @Nullable FieldDescriptor to, @Nullable FieldDescriptor from) {
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

  /// The user to whom the signal is sent, or [#SFU]; null if it names none, or if the message is
  /// not a signal.
  public static @Nullable String to(SignalingMessage message) {
    Fields fields = SIGNALS.get(message.getBodyCase());
    if (fields == null) {
      return null;
    }
    FieldDescriptor to = fields.to();
    return to == null ? SFU : read((Message) message.getField(fields.body()), to);
  }

  /// The sending user, or [#SFU]; empty if the server has not set it, or if the message is not a
  /// signal.
  public static String from(SignalingMessage message) {
    Fields fields = SIGNALS.get(message.getBodyCase());
    FieldDescriptor field = fields == null ? null : fields.from();
    if (fields == null || field == null) {
      return "";
    }
    String from = read((Message) message.getField(fields.body()), field);
    return from == null ? "" : from;
  }

  /// The generation of the room that a signal to or from the SFU belongs to; null if it names none,
  /// or if the message is not such a signal.
  public static @Nullable Integer generation(SignalingMessage message) {
    Fields fields = SIGNALS.get(message.getBodyCase());
    if (fields == null) {
      return null;
    }
    Message payload = (Message) message.getField(fields.body());
    FieldDescriptor field = payload.getDescriptorForType().findFieldByName("generation");
    return field != null && payload.hasField(field) ? (Integer) payload.getField(field) : null;
  }

  /// The content of a signal, without its sender and receiver.
  public static Message content(SignalingMessage signal) {
    return unaddressed(signal, fields(signal)).build();
  }

  /// The signal for its receiver, with `from` instead of `to`. A signal that only the SFU receives
  /// has neither, and stays as it is.
  public static SignalingMessage.Builder received(SignalingMessage signal, String fromUserId) {
    Fields fields = fields(signal);
    Message.Builder payload = unaddressed(signal, fields);
    FieldDescriptor from = fields.from();
    if (from != null) {
      payload.setField(from, fromUserId);
    }
    return signal.toBuilder().setField(fields.body(), payload.build());
  }

  private static Message.Builder unaddressed(SignalingMessage signal, Fields fields) {
    Message.Builder payload = ((Message) signal.getField(fields.body())).toBuilder();
    FieldDescriptor to = fields.to();
    FieldDescriptor from = fields.from();
    if (to != null && from != null) {
      payload.clearField(to).clearField(from);
    }
    return payload;
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
