package dev.visavis.call.domain.value;

import java.util.Arrays;

/// Bytes that are carried and never read here: a session description, a candidate, a key.
public final class OpaquePayload {
  private final byte[] bytes;

  private OpaquePayload(byte[] bytes) {
    this.bytes = bytes;
  }

  public static OpaquePayload of(byte[] bytes) {
    return new OpaquePayload(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpaquePayload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Opaque[" + bytes.length + " bytes]";
  }
}
