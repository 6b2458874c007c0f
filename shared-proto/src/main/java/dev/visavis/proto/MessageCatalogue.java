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

/// The properties of each signaling message, from `traits` and the other options of
/// `catalogue.proto`. Every service reads them here, so that a new message is described in one
/// place.
///
/// `BODY_NOT_SET`, which a message of a newer version also has, gets default traits: no client
/// sends it, and it has no effect.
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

  /// The name on the wire, such as `answer_call`; also used in span names and metric labels.
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

  /// Whether one device sends the message to another or to the SFU: `offer`, `answer`,
  /// `ice_candidate`, `e2ee`, `view`.
  public static boolean isSignal(SignalingMessage message) {
    return traits(message).getBecomes() == Becomes.SIGNAL;
  }

  /// Whether the message must survive a broken socket. A message without `id` need not, because its
  /// receiver could not recognize a repetition.
  public static boolean isReliable(SignalingMessage message) {
    return message.hasId() && traits(message).getReliable();
  }

  /// The payload fields that only the server may set.
  public static List<FieldDescriptor> serverFields(BodyCase type) {
    return ENTRIES.getOrDefault(type, Entry.NONE).serverFields();
  }

  /// The field of [SignalingMessage] that contains the payload; null if there is none.
  public static @Nullable FieldDescriptor body(SignalingMessage message) {
    return message.getOneofFieldDescriptor(JsonEnvelope.BODY);
  }
}
