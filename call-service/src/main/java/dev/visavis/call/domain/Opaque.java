package dev.visavis.call.domain;

import java.util.Arrays;

/// Bytes that are carried and never read here: a session description, a candidate, a key.
public final class Opaque {
  private final byte[] bytes;

  private Opaque(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Opaque of(byte[] bytes) {
    return new Opaque(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opaque that && Arrays.equals(bytes, that.bytes);
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
