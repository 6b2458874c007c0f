package dev.visavis.support.kafka;

import com.google.protobuf.MessageLite;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Serializes any message of the schema. Null stays null, for a tombstone.
public final class ProtobufSerializer implements Serializer<@Nullable MessageLite> {
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable MessageLite message) {
    return message == null ? null : message.toByteArray();
  }
}
