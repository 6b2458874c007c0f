package dev.visavis.devstack.edge.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The range of a file that a client requests (RFC 9110, section 14).
public sealed interface ByteRange {
  /// The whole file, also for unsupported ranges: several at once, or another unit.
  record Whole() implements ByteRange {}

  /// Both ends are inclusive.
  record Part(long first, long last) implements ByteRange {}

  /// The range is beyond the end of the file.
  record Nowhere() implements ByteRange {}

  /// The number of digits prevents an overflow.
  Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  static ByteRange of(String header, long size) {
    Matcher one = ONE.matcher(header.strip());
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Whole();
    }
    if (one.group(1).isEmpty()) {
      long length = Math.min(Long.parseLong(one.group(2)), size);
      return length == 0 ? new Nowhere() : new Part(size - length, size - 1);
    }
    long first = Long.parseLong(one.group(1));
    long last = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
    if (!one.group(2).isEmpty() && last < first) {
      return new Whole();
    }
    return first >= size ? new Nowhere() : new Part(first, Math.min(last, size - 1));
  }
}
