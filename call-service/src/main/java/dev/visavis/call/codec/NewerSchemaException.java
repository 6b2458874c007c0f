package dev.visavis.call.codec;

import dev.visavis.proto.SchemaVersion;

/// A record uses a newer schema than this instance knows, so applying it would be a guess.
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NewerSchemaException(String message) {
    super(message);
  }

  /// @param what such as `the command` or `a call state`
  static NewerSchemaException unknown(String what) {
    return new NewerSchemaException(
        "%s is of a newer schema than %d, which this instance reads; upgrade it and replay the record"
            .formatted(what, SchemaVersion.CURRENT));
  }

  /// @param minReader of the record
  public static void check(String what, int minReader) {
    if (minReader > SchemaVersion.CURRENT) {
      throw new NewerSchemaException(
          "%s needs a reader of schema %d, and this instance reads %d; upgrade it and replay the record"
              .formatted(what, minReader, SchemaVersion.CURRENT));
    }
  }
}
