package dev.visavis.devstack.edge.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client wants of a file (RFC 9110, section 14).
public sealed interface ByteRange {
  /// All of it, or something that this edge does not cut: more than one range, another unit.
  record Whole() implements ByteRange {}

  /// Both ends are a part of it.
  record Part(long first, long last) implements ByteRange {}

  /// Beyond its end.
  record Nowhere() implements ByteRange {}

  /// Fewer digits than would overflow.
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
