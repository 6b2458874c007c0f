package dev.visavis.account.user;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.outbox.Outbox;
import dev.visavis.account.profile.EndedSessions;
import dev.visavis.account.profile.Relation;
import dev.visavis.account.profile.Relations;
import dev.visavis.account.profile.Revocations;
import dev.visavis.account.search.PeopleQuery;
import dev.visavis.account.search.SearchWords;
import dev.visavis.account.search.WordTable;
import dev.visavis.proto.v1.UserProfile;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Multi;
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
  private static final String RELATED =
      """
      SELECT u.* FROM users u JOIN relations r ON r.user_id = u.id
      WHERE r.owner_id = ?1 AND r.kind = ?2 ORDER BY u.name COLLATE "und-x-icu", lower(u.username)\
      """;

  private static final String LIST_ALL =
      """
      SELECT * FROM users WHERE id <> ?1 AND NOT system
      ORDER BY name COLLATE "und-x-icu", lower(username) LIMIT ?2\
      """;

  private static final String NOT_INDEXED =
      """
      SELECT * FROM users WHERE found_as IS DISTINCT FROM name
      ORDER BY id LIMIT ?1 FOR UPDATE SKIP LOCKED\
      """;

  private final Outbox outbox;
  private final Relations relations;
  private final Revocations revocations;
  private final EndedSessions endedSessions;
  private final WordTable words;
  private final AccountConfig config;

  UserAccounts(
      Outbox outbox,
      Relations relations,
      Revocations revocations,
      EndedSessions endedSessions,
      WordTable words,
      AccountConfig config) {
    this.outbox = outbox;
    this.relations = relations;
    this.revocations = revocations;
    this.endedSessions = endedSessions;
    this.words = words;
    this.config = config;
  }

  public Uni<@Nullable UserAccount> byUsername(String username) {
    return find("lower(username) = ?1", username.toLowerCase(Locale.ROOT)).firstResult();
  }

  /// Fails with a unique violation if the username is taken.
  public Uni<UserAccount> add(UserAccount user) {
    user.markIndexed();
    return persist(user)
        .chain(this::flush) // the words point to the row
        .chain(() -> indexWords(user))
        .chain(() -> outbox.addProfile(user.id(), user.profile().build()))
        .replaceWith(user);
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
    if (!user.changeProfile(name, avatarUrl, Instant.now())) {
      return Uni.createFrom().item(user);
    }
    Uni<Void> found = user.isIndexed() ? Uni.createFrom().voidItem() : indexWords(user);
    return found.chain(() -> publish(user));
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

  /// People other than `self` who have every word of `query` in their name or username, by its
  /// beginning or, from three letters on, any part: first those whose username begins with it, then
  /// those with that very word, else alphabetical. Blank: everybody, where the operator wants that.
  public Uni<List<UserAccount>> search(String query, UUID self, int limit) {
    List<String> words = SearchWords.ofQuery(query);
    if (!words.isEmpty()) {
      return search(PeopleQuery.of(words, query), self, limit);
    }
    return query.isBlank() && config.listEverybody()
        ? listAll(self, limit)
        : Uni.createFrom().item(List.of());
  }

  private Uni<List<UserAccount>> search(PeopleQuery query, UUID self, int limit) {
    return getSession()
        .flatMap(
            session -> {
              var found =
                  session
                      .createNativeQuery(query.sql(), UserAccount.class)
                      .setParameter(PeopleQuery.SELF, self)
                      .setParameter(PeopleQuery.LIMIT, limit);
              for (int i = 0; i < query.parameters().size(); i++) {
                found.setParameter(PeopleQuery.FIRST + i, query.parameters().get(i));
              }
              return found.getResultList();
            });
  }

  /// Everybody but `self`, in alphabetical order.
  Uni<List<UserAccount>> listAll(UUID self, int limit) {
    return getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(LIST_ALL, UserAccount.class)
                    .setParameter(1, self)
                    .setParameter(2, limit)
                    .getResultList());
  }

  /// Writes the words of some people who cannot be found by the name that they have: from before
  /// there were words, or renamed by an instance that knows of none. Within a transaction.
  ///
  /// @return how many
  Uni<Integer> indexWords(int limit) {
    return getSession()
        .flatMap(
            session ->
                session
                    .createNativeQuery(NOT_INDEXED, UserAccount.class)
                    .setParameter(1, limit)
                    .getResultList())
        .flatMap(
            people ->
                Multi.createFrom()
                    .iterable(people)
                    .onItem()
                    .transformToUniAndConcatenate(this::indexWords)
                    .collect()
                    .last()
                    .replaceWith(people.size()));
  }

  /// Nothing is written for an account of the system: without words there is nothing to find.
  private Uni<Void> indexWords(UserAccount user) {
    user.markIndexed();
    return user.isSystem()
        ? Uni.createFrom().voidItem()
        : words.put(user.id(), user.name(), user.username());
  }
}
