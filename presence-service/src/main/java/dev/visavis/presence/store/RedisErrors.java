package dev.visavis.presence.store;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The errors of a batch as the Redis client reports them: one line for each refused request, `ERR
/// [3] CODE text`, without the code if it is `ERR`.
record RedisErrors(List<String> codes) {
  private static final Pattern LINE =
      Pattern.compile("(?:ERR \\[\\d+] ?)?(?:([A-Z_]{3,})(?: |$))?(.*)");

  static RedisErrors of(String error) {
    return new RedisErrors(error.lines().map(RedisErrors::code).toList());
  }

  private static String code(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || matcher.group(2).contains("max number of clients")) {
      return "";
    }
    return matcher.group(1) == null ? "ERR" : matcher.group(1);
  }

  /// Redis has restarted and lost the scripts.
  boolean isMissingScript() {
    return codes.contains("NOSCRIPT");
  }

  /// Whether Redis would refuse the same requests again. All other errors (loading, read-only, out
  /// of memory, failover, too many clients, a broken connection) are temporary.
  boolean isPermanent() {
    return codes.stream().allMatch(code -> code.equals("ERR") || code.equals("WRONGTYPE"));
  }
}
