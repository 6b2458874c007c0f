package dev.visavis.history.projection;

import io.vertx.pgclient.PgException;

/// Distinguishes a database that is unavailable from one that refuses the data.
final class DatabaseErrors {
  private DatabaseErrors() {}

  /// Whether PostgreSQL refuses the data on every attempt: SQLSTATE classes 22 (data exception) and
  /// 23 (integrity constraint violation).
  static boolean isRefusal(Throwable fault) {
    return fault instanceof PgException refusal
        && refusal.getSqlState() != null
        && (refusal.getSqlState().startsWith("22") || refusal.getSqlState().startsWith("23"));
  }
}
