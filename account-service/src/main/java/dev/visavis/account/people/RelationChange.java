package dev.visavis.account.people;

import dev.visavis.account.outbox.OutboxRelay;
import dev.visavis.account.profile.Relation;
import dev.visavis.account.profile.Relations;
import dev.visavis.account.store.Database;
import dev.visavis.account.user.UserAccount;
import dev.visavis.account.user.UserAccounts;
import dev.visavis.account.user.UserView;
import dev.visavis.support.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads and changes contacts and blocks. Repeating a change has no further effect.
@ApplicationScoped
class RelationChange {
  static final int MAX_RELATIONS = 1_000;

  private static final String FIELD = "userId";

  private final UserAccounts accounts;
  private final Relations relations;
  private final Database database;
  private final OutboxRelay relay;

  RelationChange(UserAccounts accounts, Relations relations, Database database, OutboxRelay relay) {
    this.accounts = accounts;
    this.relations = relations;
    this.database = database;
    this.relay = relay;
  }

  Uni<List<UserView>> list(UUID self, Relation relation) {
    return database
        .read(() -> accounts.related(self, relation))
        .map(people -> people.stream().map(UserView::of).toList());
  }

  /// Fails with a problem: 400 for an invalid id or the user's own; 404 for an unknown user; 409
  /// above the limit.
  Uni<Void> add(UUID self, Relation relation, String userId) {
    UUID other = other(self, userId);
    return change(
        self,
        other,
        () ->
            relations
                .add(self, relation, other)
                .call(added -> added ? mustFit(self, relation) : Uni.createFrom().voidItem()));
  }

  /// Fails with the problems of [#add], except 409.
  Uni<Void> remove(UUID self, Relation relation, String userId) {
    UUID other = other(self, userId);
    return change(self, other, () -> relations.remove(self, relation, other));
  }

  private interface Step {
    Uni<Boolean> run();
  }

  private Uni<Void> change(UUID self, UUID other, Step step) {
    return database
        .write(
            () ->
                accounts
                    .findById(other)
                    .invoke(RelationChange::mustExist)
                    .chain(() -> accounts.forChange(self))
                    .map(AuthenticatedUser::orSignInAgain)
                    .call(user -> step.run().chain(changed -> publish(user, changed))))
        .invoke(relay::signal)
        .replaceWithVoid();
  }

  private Uni<UserAccount> publish(UserAccount user, boolean changed) {
    return changed ? accounts.changed(user) : Uni.createFrom().item(user);
  }

  /// Counts after the change, under the lock on the user's own row; a failure rolls the change
  /// back.
  private Uni<Void> mustFit(UUID self, Relation relation) {
    return relations
        .of(self, relation)
        .invoke(
            all -> {
              if (all.size() > MAX_RELATIONS) {
                throw Problem.conflict(
                    FIELD,
                    "the list has " + MAX_RELATIONS + " entries already, which is the limit");
              }
            })
        .replaceWithVoid();
  }

  private static UUID other(UUID self, String userId) {
    UUID other = AuthenticatedUser.parse(userId);
    if (other == null) {
      throw Problem.badField(FIELD, "must be a UUID");
    }
    if (other.equals(self)) {
      throw Problem.badField(FIELD, "must not be yourself");
    }
    return other;
  }

  private static void mustExist(@Nullable UserAccount user) {
    if (user == null) {
      throw Problem.notFound("There is no such user.");
    }
  }
}
