package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PeopleTest extends AccountServiceTest {
  @Test
  void aPatchChangesOnlyTheFieldsItNames() {
    Person ann = signUp(fresh("ann"), "Ann");
    patch(ann, "{\"avatarUrl\": \"http://pictures.example/1\"}")
        .statusCode(200)
        .body("name", equalTo("Ann"))
        .body("avatarUrl", equalTo("http://pictures.example/1"));
    patch(ann, "{\"name\": \" Annie \"}")
        .body("name", equalTo("Annie"))
        .body("avatarUrl", equalTo("http://pictures.example/1"));
    patch(ann, "{\"avatarUrl\": null}").body("avatarUrl", nullValue());
    as(ann)
        .get("/api/users/me")
        .then()
        .body("name", equalTo("Annie"))
        .body("username", equalTo(ann.username()));
  }

  @Test
  void aBrowserGetsATokenWithTheNewName() {
    Person ann = signUp(fresh("ann"), "Ann");
    given()
        .cookie("visavis_token", ann.token())
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Annie"))
        .patch("/api/users/me")
        .then()
        .header("Set-Cookie", startsWith("visavis_token="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\": null}", "{\"name\": \" \"}"})
  void aNameCannotBeRemoved(String body) {
    Person ann = signUp(fresh("ann"), "Ann");
    patch(ann, body).statusCode(400).body("field", equalTo("name"));
  }

  @Test
  void aRefusedPatchNamesTheField() {
    Person ann = signUp(fresh("ann"), "Ann");
    patch(ann, "{\"avatarUrl\": \"data:x\"}").statusCode(400).body("field", equalTo("avatarUrl"));
  }

  @Test
  void aProfileIsFoundByTheUserId() {
    Person ann = signUp(fresh("ann"), "Ann");
    Person bob = signUp(fresh("bob"), "Bob");
    as(ann)
        .get("/api/users/" + bob.id())
        .then()
        .statusCode(200)
        .body("id", equalTo(bob.id()))
        .body("username", equalTo(bob.username()))
        .body("name", equalTo("Bob"));
    given().get("/api/users/" + bob.id()).then().statusCode(401);
  }

  @Test
  void anUnknownUserIsNotFound() {
    Person ann = signUp(fresh("ann"), "Ann");
    for (String id : new String[] {UUID.randomUUID().toString(), "nonsense"}) {
      as(ann)
          .get("/api/users/" + id)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
  }

  @Test
  void peopleAreFoundByAnyPartOfTheirUsernameOrName() {
    String mark = fresh("q").toLowerCase(Locale.ROOT);
    Person ann = signUp(fresh("ann"), "Ann");
    Person zoe = signUp(mark + "-zoe", "Zo\u00eb");
    Person yan = signUp(fresh("yan"), "Mr " + mark.toUpperCase(Locale.ROOT) + " Yan");
    as(ann)
        .get("/api/users?query={q}", mark)
        .then()
        .statusCode(200)
        .body("id", contains(zoe.id(), yan.id()));
    as(zoe).get("/api/users?query={q}", mark).then().body("id", contains(yan.id()));
    as(ann).get("/api/users?query={q}&limit=1", mark).then().body("$", hasSize(1));
  }

  @Test
  void wildcardsInTheQueryAreText() {
    Person ann = signUp(fresh("ann"), "Ann");
    signUp(fresh("bob"), "Bob");
    for (String query : new String[] {"%%%", "_____", "!!!", "' or 1=1"}) {
      as(ann).get("/api/users?query={q}", query).then().statusCode(200).body("$", empty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?query=", "?query=%20", "?query=%E3%80%80", "?limit=100"})
  void aSearchWithoutAQueryReturnsNobody(String query) {
    Person ann = signUp(fresh("ann"), "Ann");
    signUp(fresh("bob"), "Bob");
    as(ann)
        .urlEncodingEnabled(false)
        .get("/api/users" + query)
        .then()
        .statusCode(200)
        .body("$", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "a%00b", "%00%00"})
  void aQueryWithNulNamesItsField(String query) {
    Person ann = signUp(fresh("ann"), "Ann");
    as(ann)
        .urlEncodingEnabled(false)
        .get("/api/users?query=" + query)
        .then()
        .statusCode(400)
        .body("field", equalTo("query"));
  }

  @Test
  void tooManyProfileChangesGetRetryAfter() {
    Person ann = signUp(fresh("ann"), "Ann");
    int changes = 0;
    ValidatableResponse answer = patch(ann, "{\"name\": \"Ann\"}").statusCode(200);
    while (answer.extract().statusCode() == 200) {
      assertTrue(++changes < 100, "no request was refused");
      answer = patch(ann, "{\"name\": \"Ann " + changes + "\"}");
    }
    answer.statusCode(429).header("Retry-After", notNullValue());
    patch(signUp(fresh("bob"), "Bob"), "{\"name\": \"Bo\"}").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "x", "-1", "1.5"})
  void aLimitOutOfRangeIsNamed(String limit) {
    Person ann = signUp(fresh("ann"), "Ann");
    as(ann)
        .get("/api/users?limit=" + limit)
        .then()
        .statusCode(400)
        .body("field", equalTo("limit"))
        .body("detail", containsString("limit"));
  }

  private static ValidatableResponse patch(Person person, String body) {
    return as(person).contentType(ContentType.JSON).body(body).patch("/api/users/me").then();
  }
}
