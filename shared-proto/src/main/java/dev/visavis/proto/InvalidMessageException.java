package dev.visavis.proto;

import org.jspecify.annotations.Nullable;

/// A text is not a message of docs/protocol.md. The exception's message may be sent to the client:
/// it names the field (`payload.calleeId: must be a string`), and contains no value and no
/// internals.
///
/// It is expected and used only to unwind the parser, so it has no stack trace.
public final class InvalidMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;
  private final @Nullable String requestId;

  InvalidMessageException(String field, String problem, @Nullable String requestId) {
    super(field.isEmpty() ? problem : field + ": " + problem, null, false, false);
    this.field = field;
    this.problem = problem;
    this.requestId = requestId;
  }

  /// The path of the field, such as `payload.calleeIds[2]`; empty if the text as a whole is
  /// invalid.
  public String field() {
    return field;
  }

  /// The error, such as `must be a string`.
  public String problem() {
    return problem;
  }

  /// The sender's `requestId`, if it could be read and is not too long.
  public @Nullable String requestId() {
    return requestId;
  }

  InvalidMessageException inReplyTo(@Nullable String id) {
    return new InvalidMessageException(field, problem, id);
  }
}
