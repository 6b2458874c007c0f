package dev.visavis.proto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.time.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Writes a message as JSON, according to its mapping.
final class JsonWriter {
  private JsonWriter() {}

  static void write(JsonGenerator out, Message message) throws IOException {
    MessageMapping form = MessageMapping.of(message.getDescriptorForType());
    switch (form.shape()) {
      case OBJECT -> writeObject(out, form, message);
      case SESSION_DESCRIPTION -> {
        if (message instanceof SessionDescription bare && bare.getType().isEmpty()) {
          out.writeString(bare.getSdp());
        } else {
          writeObject(out, form, message);
        }
      }
      case TIMESTAMP -> {
        Timestamp at = (Timestamp) message;
        out.writeString(Timestamps.write(Instant.ofEpochSecond(at.getSeconds(), at.getNanos())));
      }
    }
  }

  private static void writeObject(JsonGenerator out, MessageMapping form, Message message)
      throws IOException {
    out.writeStartObject();
    if (form.raw() != null && message.hasField(form.raw())) {
      RawJson.writeFields(out, (String) message.getField(form.raw()), form);
    } else if (form.opaque() != null) {
      OpaqueJson.writeFields(out, (Struct) message.getField(form.opaque()), form);
    }
    for (FieldMapping field : form.fields()) {
      writeField(out, field, message);
    }
    out.writeEndObject();
  }

  private static void writeField(JsonGenerator out, FieldMapping form, MessageOrBuilder message)
      throws IOException {
    FieldDescriptor field = form.descriptor();
    if (field.isRepeated()) {
      out.writeArrayFieldStart(form.name());
      for (Object element : (List<?>) message.getField(field)) {
        writeValue(out, form, element);
      }
      out.writeEndArray();
    } else if (field.hasPresence() && !message.hasField(field)) {
      if (form.nullWhenAbsent()) {
        out.writeNullField(form.name());
      }
    } else {
      Object value = message.getField(field);
      if (!(value instanceof EnumValueDescriptor named) || form.enumForm().name(named) != null) {
        out.writeFieldName(form.name());
        writeValue(out, form, value);
      }
    }
  }

  private static void writeValue(JsonGenerator out, FieldMapping form, Object value)
      throws IOException {
    switch (form.descriptor().getJavaType()) {
      case STRING -> out.writeString((String) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT -> out.writeNumber(intValue(form.descriptor(), (Integer) value));
      case LONG -> out.writeNumber((Long) value);
      case FLOAT -> out.writeNumber((Float) value);
      case DOUBLE -> out.writeNumber((Double) value);
      case BYTE_STRING -> out.writeBinary(((ByteString) value).toByteArray());
      case MESSAGE -> write(out, (Message) value);
      // In a list, a value of a newer version keeps its place.
      case ENUM ->
          out.writeString(
              Objects.requireNonNullElse(
                  form.enumForm().name((EnumValueDescriptor) value), "unspecified"));
    }
  }

  private static long intValue(FieldDescriptor field, int value) {
    return field.getType() == FieldDescriptor.Type.UINT32 ? Integer.toUnsignedLong(value) : value;
  }
}
