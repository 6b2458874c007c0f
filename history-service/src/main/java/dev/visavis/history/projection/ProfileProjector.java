package dev.visavis.history.projection;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.visavis.proto.v1.UserProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Projects `visavis.user.profiles` into `users`: the names and pictures that the history shows.
@ApplicationScoped
class ProfileProjector {
  private static final String UPSERT =
      """
      insert into users as old (id, name, avatar_url, version) values ($1, $2, $3, $4)
      on conflict (id) do update set
        name = excluded.name, avatar_url = excluded.avatar_url, version = excluded.version
      where old.version < excluded.version
      """;

  private final BatchProjection projection;
  private final Pool pool;
  private final Function<SqlConnection, Uni<Void>> begin;

  @Inject
  ProfileProjector(BatchProjection projection, Pool pool) {
    this(projection, pool, connection -> Uni.createFrom().voidItem());
  }

  /// @param begin runs first in each transaction
  ProfileProjector(
      BatchProjection projection, Pool pool, Function<SqlConnection, Uni<Void>> begin) {
    this.projection = projection;
    this.pool = pool;
    this.begin = begin;
  }

  @Incoming("user-profiles")
  Uni<Void> project(ConsumerRecords<byte[], byte[]> batch) {
    return projection.project(
        "profiles",
        batch,
        ProfileProjector::decode,
        profile -> CallEvents.uuid(profile.getUser().getId()),
        this::write);
  }

  private Uni<BatchResult> write(Map<UUID, List<ConsumedRecord<UserProfile>>> byUser) {
    List<Tuple> rows =
        byUser.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(user -> row(user.getKey(), user.getValue().getLast().event()))
            .toList();
    return pool.withTransaction(
            connection ->
                begin
                    .apply(connection)
                    .chain(() -> connection.preparedQuery(UPSERT).executeBatch(rows)))
        .replaceWith(new BatchResult(rows.size(), 0, List.of()));
  }

  private static Tuple row(UUID id, UserProfile profile) {
    String name = profile.getDeleted() ? null : profile.getUser().getName();
    boolean pictured = !profile.getDeleted() && profile.getUser().hasAvatarUrl();
    String avatarUrl = pictured ? profile.getUser().getAvatarUrl() : null;
    return Tuple.of(id, name, avatarUrl, profile.getVersion());
  }

  /// A tombstone has no effect, because a deleted account was marked `deleted` before.
  private static @Nullable UserProfile decode(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      return UserProfile.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a UserProfile", e);
    }
  }
}
