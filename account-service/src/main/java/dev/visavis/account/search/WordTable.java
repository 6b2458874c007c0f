package dev.visavis.account.search;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The table `user_words`: one row for each word by which a user is found.
@ApplicationScoped
public class WordTable {
  private static final String FORGET = "DELETE FROM user_words WHERE user_id = ?1";
  private static final String ADD =
      """
      INSERT INTO user_words (user_id, word)
      SELECT ?1, unnest(string_to_array(?2, ' ')) ON CONFLICT DO NOTHING""";

  /// Must run within a transaction.
  public Uni<Void> put(UUID userId, String name, String username) {
    String words = String.join(" ", SearchWords.of(name, username)); // no word has a space
    return Panache.getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter(1, userId)
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(ADD)
                                .setParameter(1, userId)
                                .setParameter(2, words)
                                .executeUpdate()))
        .replaceWithVoid();
  }
}
