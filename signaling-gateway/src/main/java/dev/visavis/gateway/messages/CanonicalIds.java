package dev.visavis.gateway.messages;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.CatalogueProto;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Converts the user ids and call ids of a valid message to lower case, because they are compared
/// without regard to case and the server sends them in lower case. The schema marks user ids with
/// `is_user_id`. Device ids are chosen by clients and stay unchanged.
public final class CanonicalIds {
  /// The fields of a message type that contain user ids.
  ///
  /// @param ids fields that are user ids
  /// @param nested fields of a message type that contains user ids
  private record IdFields(List<FieldDescriptor> ids, Map<FieldDescriptor, IdFields> nested) {
    static IdFields of(Descriptor type) {
      Map<FieldDescriptor, IdFields> nested = new LinkedHashMap<>();
      for (FieldDescriptor field : type.getFields()) {
        if (isOfThisSchema(field)) {
          IdFields inside = of(field.getMessageType());
          if (!inside.isEmpty()) {
            nested.put(field, inside);
          }
        }
      }
      return new IdFields(
          type.getFields().stream()
              .filter(field -> field.getOptions().getExtension(CatalogueProto.isUserId))
              .toList(),
          nested);
    }

    /// Types of other schemas, such as `Struct`, may be recursive.
    private static boolean isOfThisSchema(FieldDescriptor field) {
      return field.getJavaType() == JavaType.MESSAGE
          && field
              .getMessageType()
              .getFile()
              .getPackage()
              .equals(SignalingMessage.getDescriptor().getFile().getPackage());
    }

    boolean isEmpty() {
      return ids.isEmpty() && nested.isEmpty();
    }
  }

  private static final Map<BodyCase, IdFields> FIELDS = new EnumMap<>(BodyCase.class);

  static {
    for (BodyCase type : MessageCatalogue.all(MessageCatalogue::isFromClient)) {
      Descriptor payload =
          SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber()).getMessageType();
      IdFields fields = IdFields.of(payload);
      if (!fields.isEmpty()) {
        FIELDS.put(type, fields);
      }
    }
  }

  private CanonicalIds() {}

  public static SignalingMessage of(SignalingMessage message) {
    SignalingMessage.Builder canonical = message.toBuilder();
    if (message.hasCallId()) {
      canonical.setCallId(lower(message.getCallId()));
    }
    FieldDescriptor body = MessageCatalogue.body(message);
    IdFields fields = FIELDS.get(message.getBodyCase());
    if (body != null && fields != null) {
      lower(canonical.getFieldBuilder(body), fields);
    }
    return canonical.build();
  }

  private static void lower(Message.Builder message, IdFields fields) {
    for (FieldDescriptor field : fields.ids()) {
      if (field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          message.setRepeatedField(field, i, lower((String) message.getRepeatedField(field, i)));
        }
      } else if (message.hasField(field)) {
        message.setField(field, lower((String) message.getField(field)));
      }
    }
    fields
        .nested()
        .forEach(
            (field, inside) -> {
              if (field.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                  lower(message.getRepeatedFieldBuilder(field, i), inside);
                }
              } else if (message.hasField(field)) {
                lower(message.getFieldBuilder(field), inside);
              }
            });
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
