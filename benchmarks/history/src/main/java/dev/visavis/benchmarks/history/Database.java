package dev.visavis.benchmarks.history;

import dev.visavis.infra.EmbeddedPostgres;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/// The database of history-service, and its connections.
record Database(EmbeddedPostgres postgres) {
  static final String PASSWORD = "benchmark";
  static final String NAME = "visavis_history";
  private static final int CONNECTIONS = 16;

  void migrate() {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(NAME), EmbeddedPostgres.USER, PASSWORD)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(NAME), EmbeddedPostgres.USER, PASSWORD);
  }

  /// The service's reactive pool.
  Pool pool() {
    PgConnectOptions options =
        PgConnectOptions.fromUri(postgres.reactiveUrl(NAME))
            .setUser(EmbeddedPostgres.USER)
            .setPassword(PASSWORD);
    return new Pool(
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS))
            .connectingTo(options)
            .build());
  }
}
