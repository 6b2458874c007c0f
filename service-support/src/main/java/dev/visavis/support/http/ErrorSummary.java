package dev.visavis.support.http;

import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Summarizes an exception in one line: its messages, its causes, and the place in our own code
/// where it occurred.
public final class ErrorSummary {
  private static final int MAX_CAUSES = 5;
  private static final int MAX_MESSAGE_CHARS = 200;
  private static final String OURS = "dev.visavis.";

  private ErrorSummary() {}

  public static String of(Throwable e) {
    StringJoiner causes = new StringJoiner(", caused by ");
    StackTraceElement place = null;
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      causes.add(cause.getClass().getName() + message(cause));
      StackTraceElement own = own(cause);
      place = own == null ? place : own; // keep that of the innermost cause
      cause = cause.getCause();
    }
    return place == null ? causes.toString() : causes + " at " + place;
  }

  /// Removes line breaks, which would forge lines of the log.
  private static String message(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return "";
    }
    String cut =
        message.length() <= MAX_MESSAGE_CHARS
            ? message
            : message.substring(0, MAX_MESSAGE_CHARS) + "…";
    return ": " + cut.replaceAll("\\p{Cntrl}+", " ");
  }

  private static @Nullable StackTraceElement own(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .orElse(null);
  }
}
