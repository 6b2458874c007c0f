package dev.visavis.history.projection;

import io.vertx.pgclient.PgException;

/// Tells a database that is away from one that refuses what it was given.
final class DatabaseErrors {
  private DatabaseErrors() {}

  /// Data that PostgreSQL will refuse again however often it is tried: SQLSTATE classes 22 (data
  /// exception) and 23 (integrity constraint violation).
  static boolean isRefusal(Throwable fault) {
    return fault instanceof PgException refusal
        && refusal.getSqlState() != null
        && (refusal.getSqlState().startsWith("22") || refusal.getSqlState().startsWith("23"));
  }
}
