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

/// Stores the accounts. Every change of a profile also adds it to the outbox, in the same
/// transaction.
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
        .chain(this::flush) // the words reference the row
        .chain(() -> indexWords(user))
        .chain(() -> outbox.addProfile(user.id(), user.profile().build()))
        .replaceWith(user);
  }

  /// Locks the account's row until the end of the transaction, so that versions and outbox rows of
  /// one user are in one order.
  public Uni<@Nullable UserAccount> forChange(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /// The ids of the next users, ordered by id.
  Uni<List<UUID>> idsAfter(UUID last, int limit) {
    return find("id > ?1 order by id", last)
        .page(0, limit)
        .list()
        .map(users -> users.stream().map(UserAccount::id).toList());
  }

  /// Must run within the transaction of `forChange`.
  public Uni<UserAccount> change(UserAccount user, String name, @Nullable String avatarUrl) {
    if (!user.changeProfile(name, avatarUrl, Instant.now())) {
      return Uni.createFrom().item(user);
    }
    Uni<Void> found = user.isIndexed() ? Uni.createFrom().voidItem() : indexWords(user);
    return found.chain(() -> publish(user));
  }

  /// Publishes a change of a part of the profile. Must run within the transaction of `forChange`.
  public Uni<UserAccount> changed(UserAccount user) {
    user.touch(Instant.now());
    return publish(user);
  }

  /// The users in this relation to `owner`, in alphabetical order.
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

  /// Finds users other than `self` for whom each word of `query` is the beginning of a word of
  /// their name or username or, from three letters on, any part of one. Users whose username begins
  /// with the query come first, then those with exactly that word, then the others in alphabetical
  /// order. A blank query lists all users if the operator has enabled that.
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

  /// All users but `self`, in alphabetical order.
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

  /// Indexes some users whose current name is not indexed: users from before the table of words, or
  /// renamed by an instance of an earlier version. Must run within a transaction.
  ///
  /// @return the number of users
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

  /// System accounts get no words, so that no search finds them.
  private Uni<Void> indexWords(UserAccount user) {
    user.markIndexed();
    return user.isSystem()
        ? Uni.createFrom().voidItem()
        : words.put(user.id(), user.name(), user.username());
  }
}
