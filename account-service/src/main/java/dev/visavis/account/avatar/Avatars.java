package dev.visavis.account.avatar;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stores one picture for each user.
@ApplicationScoped
public class Avatars {
  private static final String PUT =
      """
      INSERT INTO avatars (user_id, version, image) VALUES (?1, ?2, ?3)
      ON CONFLICT (user_id) DO UPDATE SET version = excluded.version, image = excluded.image""";

  /// Selects the user's current picture, never an earlier or removed one.
  private static final String GET =
      """
      SELECT a.image FROM avatars a JOIN users u ON u.id = a.user_id
      WHERE a.user_id = $1 AND a.version = $2 AND u.avatar_url = $3""";

  private final Pool pool;

  Avatars(Pool pool) {
    this.pool = pool;
  }

  /// The URL of the picture, relative to the edge.
  public static String address(UUID userId, long version) {
    return "/api/users/" + userId + "/avatar/" + version;
  }

  /// Must run within a transaction.
  public Uni<Void> put(UUID userId, long version, byte[] image) {
    return Panache.getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(PUT)
                    .setParameter(1, userId)
                    .setParameter(2, version)
                    .setParameter(3, image)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /// Null if there is no such picture.
  public Uni<byte @Nullable []> find(UUID userId, long version) {
    return pool.preparedQuery(GET)
        .execute(Tuple.of(userId, version, address(userId, version)))
        .map(
            rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer("image").getBytes());
  }
}
