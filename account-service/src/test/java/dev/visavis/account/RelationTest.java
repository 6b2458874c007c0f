package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Contacts and blocks, which work alike.
@QuarkusTest
@SuppressWarnings("NullAway.Init") // injected
class RelationTest extends AccountServiceTest {
  @Inject Pool pool;

  private Person ann;
  private Person bob;

  @BeforeEach
  void bothExist() {
    ann = signUp(fresh("ann"), "Ann");
    bob = signUp(fresh("bob"), "Bob");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void anAddedUserIsListedUntilRemoved(String list) {
    Person adam = signUp(fresh("adam"), "Adam");
    put(list, bob.id()).statusCode(204);
    put(list, adam.id()).statusCode(204);
    as(ann)
        .get("/api/" + list)
        .then()
        .statusCode(200)
        .body(list + ".id", contains(adam.id(), bob.id()))
        .body(list + "[1].username", equalTo(bob.username()))
        .body(list + "[1].name", equalTo("Bob"));
    delete(list, adam.id()).statusCode(204);
    as(ann).get("/api/" + list).then().body(list + ".id", contains(bob.id()));
    as(bob).get("/api/" + list).then().body(list, empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void aRepeatedRequestHasNoFurtherEffect(String list) {
    put(list, bob.id()).statusCode(204);
    put(list, bob.id()).statusCode(204);
    as(ann).get("/api/" + list).then().body(list + ".id", contains(bob.id()));
    delete(list, bob.id()).statusCode(204);
    delete(list, bob.id()).statusCode(204);
    as(ann).get("/api/" + list).then().body(list, empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void concurrentChangesEndAsIfInSequence(String list) {
    IntStream.range(0, 8).parallel().forEach(i -> put(list, bob.id()).statusCode(204));
    as(ann).get("/api/" + list).then().body(list + ".id", contains(bob.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void anUnknownUserIsNotFoundAndAnInvalidIdNamesItsField(String list) {
    for (String unknown : new String[] {UUID.randomUUID().toString()}) {
      put(list, unknown).statusCode(404).contentType("application/problem+json");
      delete(list, unknown).statusCode(404);
    }
    for (String bad : new String[] {"nonsense", "1-2-3-4-5", ann.id()}) {
      put(list, bad).statusCode(400).body("field", equalTo("userId"));
      delete(list, bad).statusCode(400).body("field", equalTo("userId"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void aRequestAboveTheLimitIsRefusedAndTheListIsKept(String list) {
    fill(list.equals("contacts") ? "contact" : "block", 1_000);
    put(list, bob.id())
        .statusCode(409)
        .body("field", equalTo("userId"))
        .body("detail", containsString("1000"));
    String one = as(ann).get("/api/" + list).path(list + "[0].id");
    put(list, one).statusCode(204);
    assertEquals(1_000, as(ann).get("/api/" + list).<Integer>path(list + ".size()"));
    delete(list, one).statusCode(204);
    put(list, bob.id()).statusCode(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "blocks"})
  void aRequestWithoutATokenIsRefused(String list) {
    given().get("/api/" + list).then().statusCode(401).body("status", equalTo(401));
    given().put("/api/" + list + "/" + bob.id()).then().statusCode(401);
    given().delete("/api/" + list + "/" + bob.id()).then().statusCode(401);
  }

  private ValidatableResponse put(String list, String id) {
    return as(ann).put("/api/" + list + "/" + id).then();
  }

  private ValidatableResponse delete(String list, String id) {
    return as(ann).delete("/api/" + list + "/" + id).then();
  }

  private void fill(String kind, int count) {
    String sql =
        """
        WITH made AS (
          INSERT INTO users (id, username, name, password_hash)
          SELECT gen_random_uuid(), 'system-' || gen_random_uuid(), 'Filler', '-'
          FROM generate_series(1, $3::int) RETURNING id)
        INSERT INTO relations (owner_id, kind, user_id) SELECT $1, $2, id FROM made""";
    pool.preparedQuery(sql)
        .execute(Tuple.of(UUID.fromString(ann.id()), kind, count))
        .await()
        .atMost(Duration.ofSeconds(60));
  }
}
