package dev.visavis.account.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.account.AccountConfig;
import dev.visavis.account.AccountServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uses a schema of its own, so that the running service keeps its keys.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class SigningKeyStoreTest extends AccountServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SCHEMA = "key_store_test";

  @Inject Vertx vertx;
  @Inject AccountConfig config;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  private Pool pool;

  @BeforeEach
  void makeSchema() {
    PgConnectOptions options =
        PgConnectOptions.fromUri(url)
            .setUser(username)
            .setPassword(password)
            .addProperty("search_path", SCHEMA);
    pool =
        PgBuilder.pool()
            .connectingTo(options)
            .with(new PoolOptions().setMaxSize(4))
            .using(vertx)
            .build();
    run("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    run("CREATE SCHEMA " + SCHEMA);
    run("CREATE TABLE signing_keys (LIKE public.signing_keys INCLUDING ALL)");
  }

  @AfterEach
  void dropSchema() {
    run("DROP SCHEMA " + SCHEMA + " CASCADE");
    pool.closeAndAwait();
  }

  @Test
  void instancesThatStartTogetherGetTheSameKey() {
    Instant now = Instant.now();
    List<List<SigningKey>> loaded =
        Uni.join()
            .all(store().load(now), store().load(now), store().load(now))
            .andCollectFailures()
            .await()
            .atMost(PATIENCE);
    assertEquals(1, loaded.getFirst().size());
    assertEquals(1, loaded.stream().map(keys -> keys.getFirst().kid()).distinct().count());
  }

  @Test
  void aKeyIsTheSameAfterARestart() {
    Instant now = Instant.now();
    SigningKey made = load(now).getFirst();
    SigningKey read = load(now).getFirst();
    assertEquals(made.kid(), read.kid());
    assertEquals(made.publicKey(), read.publicKey());
    assertEquals(made.privateKey(), read.privateKey());
  }

  @Test
  void theSuccessorOfAnOldKeyIsPublishedBeforeItSigns() {
    Instant start = Instant.now();
    SigningKey first = load(start).getFirst();
    Instant later = start.plus(config.token().rotateAfter()).plusSeconds(1);
    List<SigningKey> both = load(later);
    assertEquals(2, both.size());
    assertEquals(2, load(later).size(), "one successor is enough");

    assertEquals(first.kid(), SigningKeys.signing(both, later).kid());
    Instant turn = later.plus(config.token().publishAhead());
    assertEquals(both.getLast().kid(), SigningKeys.signing(both, turn).kid());

    SigningKey retired = both.getFirst();
    Instant lastTokenEnds = turn.plus(config.token().lifetime());
    assertTrue(retired.isGoodAt(lastTokenEnds), "its last token is still good");
    assertFalse(retired.isGoodAt(lastTokenEnds.plus(config.token().publishAhead())));
  }

  private List<SigningKey> load(Instant now) {
    return store().load(now).await().atMost(PATIENCE);
  }

  private SigningKeyStore store() {
    return new SigningKeyStore(pool, config);
  }

  private void run(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }
}
