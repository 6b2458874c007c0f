package dev.visavis.account.profile;

import dev.visavis.account.AccountConfig;
import dev.visavis.proto.v1.RevokedDevice;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Revoked devices, stored as long as an earlier sign-in may be valid.
@ApplicationScoped
public class Revocations {
  /// The maximum number, the newest first. No person revokes more devices within the lifetime of a
  /// session.
  private static final int MAX_PER_USER = 100;

  private static final String REVOKE =
      """
      INSERT INTO revoked_devices (user_id, device_id, revoked_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (user_id, device_id) DO UPDATE SET revoked_at = excluded.revoked_at""";
  private static final String FORGET =
      "DELETE FROM revoked_devices WHERE user_id = ?1 AND revoked_at < ?2";
  private static final String OF =
      """
      SELECT device_id, CAST(extract(epoch FROM revoked_at) * 1000 AS bigint) FROM revoked_devices
      WHERE user_id = ?1 ORDER BY revoked_at DESC LIMIT %d"""
          .formatted(MAX_PER_USER);

  private final Duration session;

  Revocations(AccountConfig config) {
    this.session = config.token().sessionLifetime();
  }

  public Uni<Void> add(UUID userId, String deviceId, Instant at) {
    return Panache.getSession()
        .flatMap(
            open ->
                open.createNativeQuery(REVOKE)
                    .setParameter(1, userId)
                    .setParameter(2, deviceId)
                    .setParameter(3, at)
                    .executeUpdate()
                    .flatMap(
                        done ->
                            open.createNativeQuery(FORGET)
                                .setParameter(1, userId)
                                .setParameter(2, at.minus(session))
                                .executeUpdate()))
        .replaceWithVoid();
  }

  public Uni<List<RevokedDevice>> of(UUID userId) {
    return Panache.getSession()
        .flatMap(
            open ->
                open.createNativeQuery(OF, Object[].class).setParameter(1, userId).getResultList())
        .map(rows -> rows.stream().map(Revocations::revoked).toList());
  }

  private static RevokedDevice revoked(Object[] row) {
    Instant at = Instant.ofEpochMilli(((Number) row[1]).longValue());
    return RevokedDevice.newBuilder().setDeviceId((String) row[0]).setAt(ProtoTime.of(at)).build();
  }
}
