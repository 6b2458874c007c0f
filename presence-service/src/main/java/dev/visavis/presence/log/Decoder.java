package dev.visavis.presence.log;

import com.google.protobuf.InvalidProtocolBufferException;

/// Decodes and validates the value of a record.
public interface Decoder<T> {
  /// @throws IllegalArgumentException if the value is not valid
  T decode(byte[] value) throws InvalidProtocolBufferException;
}
