package dev.visavis.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.visavis.proto.v1.CatalogueProto;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.MessageTraits.Direction;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each signaling message is, as the schema says with `traits` and the other options of
/// `catalogue.proto`. Every service asks here, so that a new message is described once.
///
/// Where there is no message (`BODY_NOT_SET`, also a message of a newer version), all traits have
/// their defaults: nobody sends it, nothing becomes of it.
public final class MessageCatalogue {
  private record Entry(MessageTraits traits, List<FieldDescriptor> serverFields) {
    static final Entry NONE = new Entry(MessageTraits.getDefaultInstance(), List.of());

    static Entry of(FieldDescriptor body) {
      return new Entry(
          body.getOptions().getExtension(CatalogueProto.traits),
          body.getMessageType().getFields().stream()
              .filter(field -> field.getOptions().getExtension(CatalogueProto.fromServer))
              .toList());
    }
  }

  private static final Map<BodyCase, Entry> ENTRIES = new EnumMap<>(BodyCase.class);

  static {
    JsonEnvelope.BODY
        .getFields()
        .forEach(body -> ENTRIES.put(BodyCase.forNumber(body.getNumber()), Entry.of(body)));
  }

  private MessageCatalogue() {}

  public static MessageTraits traits(BodyCase type) {
    return ENTRIES.getOrDefault(type, Entry.NONE).traits();
  }

  public static MessageTraits traits(SignalingMessage message) {
    return traits(message.getBodyCase());
  }

  /// The name on the wire, such as `answer_call`; it names spans and labels metrics too.
  public static String name(BodyCase type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /// The messages with these traits, in the order of the schema.
  public static List<BodyCase> all(Predicate<MessageTraits> with) {
    return Stream.of(BodyCase.values())
        .filter(ENTRIES::containsKey)
        .filter(type -> with.test(traits(type)))
        .toList();
  }

  public static boolean isFromClient(MessageTraits traits) {
    return traits.getDirection() == Direction.TO_SERVER || traits.getDirection() == Direction.BOTH;
  }

  /// Whether one device sends it to another: `offer`, `answer`, `ice_candidate`, `e2ee`.
  public static boolean isSignal(SignalingMessage message) {
    return traits(message).getBecomes() == Becomes.SIGNAL;
  }

  /// Whether this message must not be lost when a socket breaks. A message without `id` may be: its
  /// receiver could not tell a repetition from a new one.
  public static boolean isReliable(SignalingMessage message) {
    return message.hasId() && traits(message).getReliable();
  }

  /// The fields of a message's payload that only the server may set.
  public static List<FieldDescriptor> serverFields(BodyCase type) {
    return ENTRIES.getOrDefault(type, Entry.NONE).serverFields();
  }

  /// The field of [SignalingMessage] that holds the payload; null if there is none.
  public static @Nullable FieldDescriptor body(SignalingMessage message) {
    return message.getOneofFieldDescriptor(JsonEnvelope.BODY);
  }
}
