package dev.visavis.account.token;

import dev.visavis.account.AccountConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores the signing keys in PostgreSQL. Only one instance at a time may add a key, so that
/// instances that start together get the same keys.
@ApplicationScoped
class SigningKeyStore {
  private static final String LOCK = "SELECT pg_advisory_xact_lock(7210445173)";
  private static final String READ =
      """
      SELECT kid, private_key, public_key, created_at, signs_from, expires_at
      FROM signing_keys WHERE expires_at IS NULL OR expires_at > now() ORDER BY signs_from""";
  private static final String RETIRE =
      "UPDATE signing_keys SET expires_at = $1 WHERE expires_at IS NULL";
  private static final String ADD =
      """
      INSERT INTO signing_keys (kid, private_key, public_key, created_at, signs_from)
      VALUES ($1, $2, $3, $4, $5)""";

  private final Pool pool;
  private final AccountConfig.Token config;

  SigningKeyStore(Pool pool, AccountConfig config) {
    this.pool = pool;
    this.config = config.token();
  }

  /// Returns all valid keys, ordered by the time from which they sign. Creates the first key, and a
  /// successor for one that is too old.
  Uni<List<SigningKey>> load(Instant now) {
    return pool.withConnection(SigningKeyStore::read)
        .flatMap(
            keys ->
                isFresh(keys, now)
                    ? Uni.createFrom().item(keys)
                    : generate(keys, now).flatMap(added -> addUnlessFresh(added, now)));
  }

  private boolean isFresh(List<SigningKey> keys, Instant now) {
    return !keys.isEmpty() && keys.getLast().createdAt().isAfter(now.minus(config.rotateAfter()));
  }

  /// Runs off the event loop, because generating a key may take a second.
  private Uni<SigningKey> generate(List<SigningKey> present, Instant now) {
    Instant signsFrom = present.isEmpty() ? now : now.plus(config.publishAhead());
    return Uni.createFrom()
        .item(() -> SigningKey.generate(now, signsFrom))
        .runSubscriptionOn(Infrastructure.getDefaultExecutor());
  }

  private Uni<List<SigningKey>> addUnlessFresh(SigningKey added, Instant now) {
    return pool.withTransaction(
        connection ->
            connection
                .query(LOCK)
                .execute()
                .flatMap(locked -> read(connection))
                .flatMap(
                    keys ->
                        isFresh(keys, now)
                            ? Uni.createFrom().item(keys)
                            : insert(connection, added)));
  }

  private Uni<List<SigningKey>> insert(SqlConnection connection, SigningKey added) {
    // It may take a refresh interval until every instance signs with the new key.
    Duration margin = config.lifetime().plus(config.publishAhead());
    return connection
        .preparedQuery(RETIRE)
        .execute(Tuple.of(utc(added.signsFrom().plus(margin))))
        .flatMap(retired -> connection.preparedQuery(ADD).execute(row(added)))
        .flatMap(inserted -> read(connection));
  }

  private static Tuple row(SigningKey key) {
    return Tuple.tuple()
        .addString(key.kid())
        .addBuffer(Buffer.buffer(key.privateKey().getEncoded()))
        .addBuffer(Buffer.buffer(key.publicKey().getEncoded()))
        .addOffsetDateTime(utc(key.createdAt()))
        .addOffsetDateTime(utc(key.signsFrom()));
  }

  private static Uni<List<SigningKey>> read(SqlConnection connection) {
    return connection
        .query(READ)
        .execute()
        .map(
            rows -> {
              List<SigningKey> keys = new ArrayList<>();
              for (Row row : rows) {
                keys.add(decode(row));
              }
              return List.copyOf(keys);
            });
  }

  private static SigningKey decode(Row row) {
    @Nullable OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return SigningKey.decode(
        row.getString("kid"),
        row.getBuffer("private_key").getBytes(),
        row.getBuffer("public_key").getBytes(),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("signs_from").toInstant(),
        expiresAt == null ? null : expiresAt.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
