package dev.visavis.history.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// The page and the filters of a history request, as the client sent them.
@SuppressWarnings("NullAway.Init") // set by the framework
public final class HistoryParameters extends FilterParameters {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_OFFSET = 1_000_000;

  @QueryParam("limit")
  @DefaultValue("50")
  @Parameter(description = "The number of calls, 1 to 100.")
  String limit;

  @QueryParam("offset")
  @DefaultValue("0")
  @Parameter(description = "The number of calls to skip. Prefer `cursor`.")
  String offset;

  @QueryParam("cursor")
  @Parameter(description = "`nextCursor` of the previous page.")
  @Nullable String cursor;

  HistoryRequest read() {
    Cursor after = cursor == null || cursor.isEmpty() ? null : cursor(cursor);
    HistoryRequest all = readFilters().page(after, number("limit", limit, 1, MAX_LIMIT));
    return all.skipping(number("offset", offset, 0, MAX_OFFSET));
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
        .orElseThrow(() -> bad("cursor", "must be the nextCursor of the previous page"));
  }
}
