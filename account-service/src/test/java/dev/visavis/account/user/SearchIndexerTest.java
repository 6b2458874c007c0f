package dev.visavis.account.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.account.AccountServiceTest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SearchIndexerTest extends AccountServiceTest {
  private static final String FORMER =
      """
      INSERT INTO users (id, username, name, password_hash)
      SELECT gen_random_uuid(), $1 || n, 'J\u00f6rg ' || $1 || ' ' || n, '-'
      FROM generate_series(1, 450) n\
      """;

  @Inject SearchIndexer makeFound;
  @Inject UserAccounts accounts;
  @Inject Pool pool;

  @Test
  void usersFromBeforeTheUpdateAreFoundAfterIt() throws Throwable {
    Person ann = signUp(fresh("ann"), "Ann");
    // A letter at the end: before the number of a user, digits could be found as a part of it.
    String mark = fresh("former").replace("-", "") + "x";
    execute(FORMER, Tuple.of(mark));
    makeFound.run();
    await(() -> countNotIndexed() == 0); // the running instance may index at the same time
    assertTrue(isFound(ann, mark));
    assertEquals(0, makeFound.run(), "all users are indexed");
  }

  @Test
  void theListOfAllUsersOmitsSystemAccounts() throws Throwable {
    String system = fresh("system-probe");
    signUp(Map.of("username", system, "password", "secret of the operator", "name", "!!Probe"))
        .then()
        .statusCode(201);
    Person first = signUp(fresh("bob"), "!!!First");
    Person self = signUp(fresh("ann"), "!Ann");
    List<UserAccount> listed =
        VertxContextSupport.subscribeAndAwait(
            () -> Panache.withSession(() -> accounts.listAll(UUID.fromString(self.id()), 10_000)));
    List<String> usernames = listed.stream().map(UserAccount::username).toList();
    assertTrue(usernames.contains(first.username()));
    assertFalse(usernames.contains(self.username()));
    assertFalse(usernames.contains(system));
  }

  private static boolean isFound(Person seeker, String mark) {
    return List.of("J\u00f6rg " + mark + " 450")
        .equals(as(seeker).get("/api/users?query={q}", "jorg " + mark + " 450").path("name"));
  }

  private long countNotIndexed() {
    return pool.query("SELECT count(*) FROM users WHERE found_as IS DISTINCT FROM name")
        .executeAndAwait()
        .iterator()
        .next()
        .getLong(0);
  }

  private void execute(String sql, Tuple parameters) {
    pool.preparedQuery(sql).execute(parameters).await().atMost(Duration.ofSeconds(30));
  }
}
