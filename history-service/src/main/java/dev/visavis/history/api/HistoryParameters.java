package dev.visavis.history.api;

import dev.visavis.support.http.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The query parameters of the history, as they were sent. Each that is wrong is a 400 that names
/// it.
@SuppressWarnings("NullAway.Init") // set by the framework
public final class HistoryParameters {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_OFFSET = 1_000_000;
  private static final Set<String> STATES =
      Set.of("ringing", "connected", "ended", "missed", "declined", "cancelled");

  @QueryParam("limit")
  @DefaultValue("50")
  @Parameter(description = "How many calls, 1 to 100.")
  String limit;

  @QueryParam("offset")
  @DefaultValue("0")
  @Parameter(description = "How many calls to skip. Prefer `cursor`.")
  String offset;

  @QueryParam("cursor")
  @Parameter(description = "`nextCursor` of the page before.")
  @Nullable String cursor;

  @QueryParam("state")
  @Parameter(description = "ringing, connected, ended, missed, declined or cancelled.")
  @Nullable String state;

  @QueryParam("direction")
  @Parameter(description = "outgoing or incoming.")
  @Nullable String direction;

  @QueryParam("with")
  @Parameter(description = "A user id: only calls that this user has a part in, too.")
  @Nullable String with;

  @QueryParam("from")
  @Parameter(description = "RFC 3339: only calls made at or after this instant.")
  @Nullable String from;

  @QueryParam("to")
  @Parameter(description = "RFC 3339: only calls made before this instant.")
  @Nullable String to;

  HistoryRequest read() {
    return new HistoryRequest(
        number("limit", limit, 1, MAX_LIMIT),
        number("offset", offset, 0, MAX_OFFSET),
        optional(cursor, HistoryParameters::cursor),
        optional(state, HistoryParameters::state),
        optional(direction, HistoryParameters::direction),
        optional(with, text -> Ids.read(text).orElseThrow(() -> bad("with", "not a user id"))),
        optional(from, text -> instant("from", text)),
        optional(to, text -> instant("to", text)));
  }

  private static <T> @Nullable T optional(@Nullable String text, Function<String, T> read) {
    return text == null || text.isEmpty() ? null : read.apply(text);
  }

  private static int number(String field, String text, int min, int max) {
    String range = "a whole number from " + min + " to " + max;
    try {
      int number = Integer.parseInt(text);
      if (number < min || number > max) {
        throw bad(field, range);
      }
      return number;
    } catch (NumberFormatException e) {
      throw bad(field, range);
    }
  }

  private static Cursor cursor(String text) {
    return Cursor.read(text)
        .orElseThrow(() -> bad("cursor", "take it from nextCursor of the page before"));
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

  private static Instant instant(String field, String text) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
        throw bad(field, "out of range");
      }
      return at;
    } catch (DateTimeParseException e) {
      throw bad(field, "an instant like 2026-01-31T12:00:00.000Z");
    }
  }

  private static RuntimeException bad(String field, String detail) {
    return Problem.badField(field, detail);
  }
}
