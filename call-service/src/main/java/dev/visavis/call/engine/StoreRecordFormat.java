package dev.visavis.call.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.nio.ByteBuffer;

/// How the store's records look: calls under their id, outcomes beside them, each behind the
/// offset of the command that wrote it.
///
/// The offset comes first so that of two records for a key the newer one is known without reading
/// further: an instance that is no owner any more may still write behind its successor.
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
