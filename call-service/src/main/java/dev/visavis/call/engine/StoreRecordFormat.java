package dev.visavis.call.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.nio.ByteBuffer;

/// The format of the store's records. A call is stored under its id and outcomes under keys of
/// their own; each value begins with the offset of the command that wrote it.
///
/// The offset tells which of two records of a key is newer without decoding them: an instance that
/// has lost its partition may still write after the new owner.
public final class StoreRecordFormat {
  private static final char SEPARATOR = '#';

  private StoreRecordFormat() {}

  static String outcomeKey(String callId, long offset) {
    return callId + SEPARATOR + offset;
  }

  static boolean isOutcome(String key) {
    return key.indexOf(SEPARATOR) >= 0;
  }

  public static byte[] write(long offset, MessageLite message) {
    byte[] body = message.toByteArray();
    return ByteBuffer.allocate(Long.BYTES + body.length).putLong(offset).put(body).array();
  }

  public static long offset(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  static <T> T read(byte[] value, Parser<T> parser) {
    try {
      return parser.parseFrom(value, Long.BYTES, value.length - Long.BYTES);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a record of the store is damaged", e);
    }
  }
}
