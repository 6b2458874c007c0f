package dev.visavis.account;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// In this test, 3 wrong passwords for a username and 6 from an address are free, and an address
/// may sign up twice.
@QuarkusTest
class BruteForceTest extends AccountServiceTest {
  private static final String NEWEST =
      "bucket = (SELECT bucket FROM attempts ORDER BY last_at DESC LIMIT 1)";

  @Inject DataSource database;

  @Test
  void afterTooManyWrongPasswordsEvenTheCorrectOneMustWait() {
    Person ann = signUp(fresh("ann"), "Ann");
    for (int i = 0; i < 4; i++) {
      logIn(ann.username(), "wrong password").then().statusCode(401);
    }
    Response refused = logIn(ann.username(), PASSWORD);
    refused.then().statusCode(429).contentType("application/problem+json");
    int seconds = Integer.parseInt(refused.header("Retry-After"));
    assertTrue(seconds > 0 && seconds <= 30, "Retry-After: " + seconds);
    logIn(signUp(fresh("bob"), "Bob").username(), PASSWORD).then().statusCode(200);
  }

  @Test
  void theCorrectPasswordResetsTheCount() {
    Person ann = signUp(fresh("ann"), "Ann");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++) {
        logIn(ann.username(), "wrong password").then().statusCode(401);
      }
      logIn(ann.username(), PASSWORD).then().statusCode(200);
    }
  }

  @Test
  void aBurstOfGuessesLearnsNoMoreThanASequence() {
    Person ann = signUp(fresh("ann"), "Ann");
    long told =
        IntStream.range(0, 24)
            .parallel()
            .filter(i -> logIn(ann.username(), "guess number " + i).statusCode() == 401)
            .count();
    assertTrue(told <= 4, told + " guesses were answered");
  }

  @Test
  void aGuessThatHadToWaitForAnotherIsCountedToo() throws Exception {
    Person ann = signUp(fresh("ann"), "Ann");
    logIn(ann.username(), "first").then().statusCode(401);
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("UPDATE attempts SET count = count WHERE " + NEWEST);
      var second =
          CompletableFuture.supplyAsync(() -> logIn(ann.username(), "second").statusCode());
      await(this::somebodyWaitsForALock);
      statement.executeUpdate("UPDATE attempts SET free_at = clock_timestamp() WHERE " + NEWEST);
      other.commit();
      assertEquals(401, second.get(20, TimeUnit.SECONDS));
    }
    logIn(ann.username(), "third").then().statusCode(401);
    logIn(ann.username(), "fourth").then().statusCode(401);
    logIn(ann.username(), "fifth").then().statusCode(429);
  }

  private boolean somebodyWaitsForALock() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet waiting =
            statement.executeQuery("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
      return waiting.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAddressThatTriesManyUsernamesMustWait() {
    String address = "203.0.113.77";
    for (int i = 0; i < 7; i++) {
      assertEquals(401, logInFrom(address, fresh("nobody"), "guess").statusCode());
    }
    logInFrom(address, fresh("nobody"), "guess")
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue());
    assertEquals(401, logInFrom("203.0.113.78", fresh("nobody"), "guess").statusCode());
  }

  @Test
  void anAddressMayCreateALimitedNumberOfAccounts() {
    assertEquals(201, signUpFrom("2001:db8::7").statusCode());
    assertEquals(201, signUpFrom("2001:db8::ffff:8").statusCode());
    signUpFrom("2001:db8:0:0:1:2:3:4") // of the same customer
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("status", equalTo(429));
    assertEquals(201, signUpFrom("2001:db8:0:1::7").statusCode());
  }

  @Test
  void anIpv6SiteHasALargerLimit() {
    for (int i = 0; i < 16; i++) {
      assertEquals(201, signUpFrom("2001:db8:77:" + i + "::1").statusCode());
    }
    assertEquals(429, signUpFrom("2001:db8:77:ff::1").statusCode());
    assertEquals(201, signUpFrom("2001:db8:78::1").statusCode());
  }

  @Test
  void anIpv4AddressWrittenAsIpv6IsTheSame() {
    assertEquals(201, signUpFrom("198.18.7.7").statusCode());
    assertEquals(201, signUpFrom("::ffff:198.18.7.7").statusCode());
    assertEquals(429, signUpFrom("::ffff:c612:707").statusCode());
  }

  @Test
  void anXForwardedForHeaderOfTheClientIsIgnored() {
    for (int i = 0; i < 2; i++) {
      assertEquals(201, signUpFrom("198.51.100." + i + ", 203.0.113.99").statusCode());
    }
    assertEquals(429, signUpFrom("198.51.100.3, 203.0.113.99").statusCode());
  }

  @Test
  void loopbackMayCreateAnyNumberOfAccounts() {
    IntStream.range(0, 40).parallel().forEach(i -> signUp(fresh("load"), "Load " + i));
  }

  private static Response logInFrom(String address, String username, String password) {
    return json(Map.of("username", username, "password", password))
        .header("X-Forwarded-For", address)
        .post("/api/auth/login");
  }

  private static Response signUpFrom(String address) {
    return json(Map.of("username", fresh("new"), "password", PASSWORD, "name", "New"))
        .header("X-Forwarded-For", address)
        .post("/api/auth/signup");
  }
}
