package dev.visavis.account.user;

import dev.visavis.account.outbox.Outbox;
import dev.visavis.account.profile.EndedSessions;
import dev.visavis.account.profile.Relation;
import dev.visavis.account.profile.Relations;
import dev.visavis.account.profile.Revocations;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The accounts in the database. Whatever changes a profile here also puts it into the outbox,
/// in the same transaction.
@ApplicationScoped
public class UserAccounts implements PanacheRepositoryBase<UserAccount, UUID> {
  /// From this length on, the index on parts of names helps.
  private static final int PART_LENGTH = 3;

  private static final String RELATED =
      """
      SELECT u.* FROM users u JOIN relations r ON r.user_id = u.id
      WHERE r.owner_id = ?1 AND r.kind = ?2 ORDER BY lower(u.name), lower(u.username)\
      """;

  private final Outbox outbox;
  private final Relations relations;
  private final Revocations revocations;
  private final EndedSessions endedSessions;

  UserAccounts(
      Outbox outbox, Relations relations, Revocations revocations, EndedSessions endedSessions) {
    this.outbox = outbox;
    this.relations = relations;
    this.revocations = revocations;
    this.endedSessions = endedSessions;
  }

  public Uni<@Nullable UserAccount> byUsername(String username) {
    return find("lower(username) = ?1", username.toLowerCase(Locale.ROOT)).firstResult();
  }

  /// Fails with a unique violation if the username is taken.
  public Uni<UserAccount> add(UserAccount user) {
    return persist(user).call(() -> outbox.addProfile(user.id(), user.profile().build()));
  }

  /// The account with its row locked until the end of the transaction, so that versions and the
  /// outbox rows of one user come in one order.
  public Uni<@Nullable UserAccount> forChange(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /// The next users by id, in its order.
  Uni<List<UUID>> idsAfter(UUID last, int limit) {
    return find("id > ?1 order by id", last)
        .page(0, limit)
        .list()
        .map(users -> users.stream().map(UserAccount::id).toList());
  }

  /// Within the transaction of `forChange`.
  public Uni<UserAccount> change(UserAccount user, String name, @Nullable String avatarUrl) {
    boolean changed = user.changeProfile(name, avatarUrl, Instant.now());
    return changed ? publish(user) : Uni.createFrom().item(user);
  }

  /// What belongs to the profile of `user` has changed. Within the transaction of `forChange`.
  public Uni<UserAccount> changed(UserAccount user) {
    user.touch(Instant.now());
    return publish(user);
  }

  /// The people whom `owner` has as this, in alphabetical order.
  public Uni<List<UserAccount>> related(UUID owner, Relation relation) {
    return getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(RELATED, UserAccount.class)
                    .setParameter(1, owner)
                    .setParameter(2, relation.stored())
                    .getResultList());
  }

  private Uni<UserAccount> publish(UserAccount user) {
    UserProfile.Builder profile = user.profile();
    return relations
        .of(user.id(), Relation.BLOCK)
        .invoke(blocked -> blocked.forEach(id -> profile.addBlockedUserIds(id.toString())))
        .chain(() -> relations.of(user.id(), Relation.CONTACT))
        .invoke(contacts -> contacts.forEach(id -> profile.addContactUserIds(id.toString())))
        .chain(() -> revocations.of(user.id()))
        .invoke(profile::addAllRevokedDevices)
        .chain(() -> endedSessions.of(user.id()))
        .invoke(profile::addAllEndedSessionIds)
        .chain(() -> outbox.addProfile(user.id(), profile.build()))
        .replaceWith(user);
  }

  /// People other than `self` whose username or name contains (or, when it is short, begins
  /// with) `query`; alphabetical, those whose username begins with it first. Blank: everybody.
  public Uni<List<UserAccount>> search(String query, UUID self, int limit) {
    String text = query.strip().toLowerCase(Locale.ROOT);
    Parameters parameters = Parameters.with("self", self);
    String others = "id <> :self and lower(username) not like 'system-%'";
    if (text.isEmpty()) {
      return find(others + " order by lower(name), lower(username)", parameters)
          .page(0, limit)
          .list();
    }
    String prefix = escape(text) + "%";
    parameters
        .and("prefix", prefix)
        .and("part", text.length() < PART_LENGTH ? prefix : "%" + prefix);
    return find(
            others
                + " and (lower(username) like :part escape '!' or lower(name) like :part escape"
                + " '!') order by case when lower(username) like :prefix escape '!' then 0 else 1"
                + " end, lower(name), lower(username)",
            parameters)
        .page(0, limit)
        .list();
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
