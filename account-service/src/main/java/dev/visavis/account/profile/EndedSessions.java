package dev.visavis.account.profile;

import dev.visavis.account.AccountConfig;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Sessions that were signed out, stored as long as one of their tokens could be renewed.
@ApplicationScoped
public class EndedSessions {
  /// The maximum number in the profile, the newest first. No person signs in more often within the
  /// lifetime of one token.
  private static final int MAX_PER_USER = 100;

  private static final String END =
      """
      INSERT INTO ended_sessions (user_id, session_id, ended_at) VALUES (?1, ?2, ?3)
      ON CONFLICT DO NOTHING\
      """;
  private static final String FORGET =
      "DELETE FROM ended_sessions WHERE user_id = ?1 AND ended_at < ?2";
  private static final String IS_ENDED =
      "SELECT count(*) FROM ended_sessions WHERE user_id = ?1 AND session_id = ?2";
  private static final String OF =
      """
      SELECT session_id FROM ended_sessions WHERE user_id = ?1 AND ended_at > ?2
      ORDER BY ended_at DESC LIMIT %d\
      """
          .formatted(MAX_PER_USER);

  private final Duration session;
  private final Duration token;

  EndedSessions(AccountConfig config) {
    this.session = config.token().sessionLifetime();
    this.token = config.token().lifetime();
  }

  /// Ends the session. False if it had ended before.
  public Uni<Boolean> end(UUID userId, String sessionId) {
    Instant now = Instant.now();
    return Panache.getSession()
        .flatMap(
            open ->
                open.createNativeQuery(FORGET)
                    .setParameter(1, userId)
                    .setParameter(2, now.minus(session))
                    .executeUpdate()
                    .flatMap(
                        done ->
                            open.createNativeQuery(END)
                                .setParameter(1, userId)
                                .setParameter(2, sessionId)
                                .setParameter(3, now)
                                .executeUpdate()))
        .map(rows -> rows > 0);
  }

  public Uni<Boolean> isEnded(UUID userId, String sessionId) {
    return Panache.getSession()
        .flatMap(
            open ->
                open.createNativeQuery(IS_ENDED, Long.class)
                    .setParameter(1, userId)
                    .setParameter(2, sessionId)
                    .getSingleResult())
        .map(count -> count > 0);
  }

  /// The ended sessions of which a token may still be valid. Other services must refuse them.
  public Uni<List<String>> of(UUID userId) {
    return Panache.getSession()
        .flatMap(
            open ->
                open.createNativeQuery(OF, String.class)
                    .setParameter(1, userId)
                    .setParameter(2, Instant.now().minus(token))
                    .getResultList());
  }
}
