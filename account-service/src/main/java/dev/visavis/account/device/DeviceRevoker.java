package dev.visavis.account.device;

import dev.visavis.account.outbox.Outbox;
import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.profile.ProtoTime;
import dev.visavis.account.profile.Revocations;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.proto.v1.DeviceEvent;
import dev.visavis.proto.v1.DeviceRevoked;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.support.http.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Revokes a device: its socket is closed, and only a new sign-in brings it back. The time of the
/// revocation is stored in the profile permanently, and published to the device log at once.
@ApplicationScoped
class DeviceRevoker {
  private static final String REMOVE = "DELETE FROM devices WHERE user_id = ?1 AND device_id = ?2";

  private final UserAccounts accounts;
  private final Revocations revocations;
  private final Outbox outbox;
  private final OutboxRelay relay;
  private final Database database;

  DeviceRevoker(
      UserAccounts accounts,
      Revocations revocations,
      Outbox outbox,
      OutboxRelay relay,
      Database database) {
    this.accounts = accounts;
    this.revocations = revocations;
    this.outbox = outbox;
    this.relay = relay;
    this.database = database;
  }

  /// Fails with a 404 if the user has no such device.
  Uni<Void> revoke(UUID userId, String deviceId) {
    // Milliseconds, as in the sign-in time of tokens.
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return database
        .write(
            () ->
                accounts
                    .forChange(userId)
                    .call(user -> remove(userId, deviceId))
                    .call(user -> revocations.add(userId, deviceId, at))
                    .chain(accounts::changed)
                    .chain(
                        () -> outbox.addDeviceEvent(userId, deviceId, event(userId, deviceId, at))))
        .invoke(relay::signal);
  }

  private static Uni<Void> remove(UUID userId, String deviceId) {
    return Panache.getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(REMOVE)
                    .setParameter(1, userId)
                    .setParameter(2, deviceId)
                    .executeUpdate())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw Problem.notFound("There is no such device.");
              }
            })
        .replaceWithVoid();
  }

  private static DeviceEvent event(UUID userId, String deviceId, Instant at) {
    return DeviceEvent.newBuilder()
        .setDevice(
            DeviceRoute.newBuilder().setUserId(userId.toString()).setDeviceId(deviceId).build())
        .setAt(ProtoTime.of(at))
        .setRevoked(DeviceRevoked.getDefaultInstance())
        .build();
  }
}
