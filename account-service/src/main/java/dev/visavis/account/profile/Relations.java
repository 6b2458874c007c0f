package dev.visavis.account.profile;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Stores contacts and blocks.
@ApplicationScoped
public class Relations {
  private static final String OF =
      "SELECT user_id FROM relations WHERE owner_id = ?1 AND kind = ?2 ORDER BY user_id";
  private static final String ADD =
      "INSERT INTO relations (owner_id, kind, user_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
  private static final String REMOVE =
      "DELETE FROM relations WHERE owner_id = ?1 AND kind = ?2 AND user_id = ?3";

  public Uni<List<UUID>> of(UUID owner, Relation relation) {
    return Panache.getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(OF, UUID.class)
                    .setParameter(1, owner)
                    .setParameter(2, relation.stored())
                    .getResultList());
  }

  /// Returns false if it existed before.
  public Uni<Boolean> add(UUID owner, Relation relation, UUID other) {
    return update(ADD, owner, relation, other);
  }

  /// Returns false if it did not exist.
  public Uni<Boolean> remove(UUID owner, Relation relation, UUID other) {
    return update(REMOVE, owner, relation, other);
  }

  private static Uni<Boolean> update(String sql, UUID owner, Relation relation, UUID other) {
    return Panache.getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(sql)
                    .setParameter(1, owner)
                    .setParameter(2, relation.stored())
                    .setParameter(3, other)
                    .executeUpdate())
        .map(rows -> rows > 0);
  }
}
