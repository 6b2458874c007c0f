package dev.visavis.examples.analytics;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// A Kafka serde for one message type.
record ProtobufSerde<M extends MessageLite>(Parser<M> parser) implements Serde<@Nullable M> {
  @Override
  public Serializer<@Nullable M> serializer() {
    return (topic, message) -> message == null ? null : message.toByteArray();
  }

  @Override
  public Deserializer<@Nullable M> deserializer() {
    return (topic, bytes) -> {
      try {
        return bytes == null ? null : parser.parseFrom(bytes);
      } catch (InvalidProtocolBufferException e) {
        throw new SerializationException("invalid record of " + topic, e);
      }
    };
  }
}
