package dev.visavis.presence.log;

import com.google.protobuf.InvalidProtocolBufferException;

/// Reads and checks the value of a record.
public interface Decoder<T> {
  /// Throws `IllegalArgumentException` for a value that says what cannot be.
  T decode(byte[] value) throws InvalidProtocolBufferException;
}
