package dev.visavis.presence.store;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why Redis did not do all of a batch, as the client tells it: a line for each request that was
/// refused, `ERR [3] CODE text`, without the code where that is `ERR`.
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

  /// Redis has started since it was given the scripts.
  boolean isMissingScript() {
    return codes.contains("NOSCRIPT");
  }

  /// The same requests would be refused again. All other refusals (loading, read-only, out of
  /// memory, failing over, too many clients, a connection that broke) pass by themselves.
  boolean isPermanent() {
    return codes.stream().allMatch(code -> code.equals("ERR") || code.equals("WRONGTYPE"));
  }
}
