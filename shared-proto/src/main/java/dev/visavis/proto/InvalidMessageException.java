package dev.visavis.proto;

import org.jspecify.annotations.Nullable;

/// A text that is not a message of docs/protocol.md. Its message may be sent to the client: it
/// names the field (`payload.calleeId: must be a string`), never a value or anything internal.
///
/// An exception only because the parser has to unwind; it is expected, so it carries no stack
/// trace.
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

  /// The path of the field, such as `payload.calleeIds[2]`; empty where the text as a whole is
  /// wrong.
  public String field() {
    return field;
  }

  /// What is wrong with the field, such as `must be a string`.
  public String problem() {
    return problem;
  }

  /// What the sender's `requestId` was, if it could be read and is within its limit.
  public @Nullable String requestId() {
    return requestId;
  }

  InvalidMessageException inReplyTo(@Nullable String id) {
    return new InvalidMessageException(field, problem, id);
  }
}
