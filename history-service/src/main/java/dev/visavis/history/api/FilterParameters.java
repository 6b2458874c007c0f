package dev.visavis.history.api;

import dev.visavis.history.http.Ids;
import dev.visavis.history.http.Instants;
import dev.visavis.support.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The filters of a history request, as the client sent them. An invalid parameter is a 400 that
/// names it.
public class FilterParameters {
  private static final Set<String> STATES =
      Set.of("ringing", "connected", "ended", "missed", "declined", "cancelled");

  @QueryParam("state")
  @Parameter(description = "ringing, connected, ended, missed, declined or cancelled.")
  @Nullable String state;

  @QueryParam("direction")
  @Parameter(description = "outgoing or incoming.")
  @Nullable String direction;

  @QueryParam("missed")
  @Parameter(description = "true: only calls that you have missed, seen or not.")
  @Nullable String missed;

  @QueryParam("with")
  @Parameter(description = "A user id: only calls in which this user also takes part.")
  @Nullable String with;

  @QueryParam("from")
  @Parameter(description = "RFC 3339: only calls made at or after this instant.")
  @Nullable String from;

  @QueryParam("to")
  @Parameter(description = "RFC 3339: only calls made before this instant.")
  @Nullable String to;

  /// The filters, with a page of one call from the newest on; the caller sets the page size.
  HistoryRequest readFilters() {
    return new HistoryRequest(
        1,
        0,
        null,
        optional(state, FilterParameters::state),
        optional(direction, FilterParameters::direction),
        Boolean.TRUE.equals(optional(missed, FilterParameters::flag)),
        optional(with, text -> Ids.read(text).orElseThrow(() -> bad("with", "not a user id"))),
        optional(from, text -> Instants.read("from", text)),
        optional(to, text -> Instants.read("to", text)));
  }

  private static <T> @Nullable T optional(@Nullable String text, Function<String, T> read) {
    return text == null || text.isEmpty() ? null : read.apply(text);
  }

  private static String state(String text) {
    if (!STATES.contains(text)) {
      throw bad("state", "ringing, connected, ended, missed, declined or cancelled");
    }
    return text;
  }

  private static Direction direction(String text) {
    return switch (text) {
      case "outgoing" -> Direction.OUTGOING;
      case "incoming" -> Direction.INCOMING;
      default -> throw bad("direction", "outgoing or incoming");
    };
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad("missed", "true or false");
    };
  }

  static RuntimeException bad(String field, String detail) {
    return Problem.badField(field, detail);
  }
}
