package dev.visavis.account;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users are found in every spelling of their name.
@QuarkusTest
class SearchTest extends AccountServiceTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\u0141ukasz, \u0141ukasz",
        "\u0141ukasz, lukasz",
        "\u0141ukasz, \u0142UKA",
        "\u041f\u0451\u0442\u0440, \u041f\u0451\u0442\u0440",
        "\u041f\u0451\u0442\u0440, \u041f\u0415\u0422\u0420",
        "\u041f\u0451\u0442\u0440, \u043f\u0435\u0442",
        "\u00c9mile, \u00e9mile",
        "\u00c9mile, emile",
        "\u00d8ystein, oystein",
        "\u00d6ZIL, \u00f6zil",
        "\u00d6ZIL, Ozil",
        "Jos\u00e9, jose",
        "Jos\u00e9, Jose\u0301",
        "Bo Li, Li",
        "Bo Li, l",
        "Bo Li, li bo",
        "\u738b \u5c0f\u660e, \u5c0f\u660e",
        "\u738b\u5c0f\u660e, \u5c0f\u660e",
        "\u738b\u5c0f\u660e, \u660e",
        "\uae40\ubbfc\uc900, \ubbfc\uc900",
        "Ann  Lee, Ann Lee",
        "Ann Lee, Ann   Lee",
        "Ann\u00a0Lee, ann\u3000lee",
        "\u0130brahim I\u015f\u0131k, ibrahim isik",
        "ISIK, \u0131s\u0131k",
        "\u039f\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2,"
            + " \u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3",
        "Stra\u00dfe, STRASSE",
        "\uff21\uff42\uff43\uff44, abcd",
        "Abcd, \uff41\uff22\uff43",
        "\ufb01sher, fisher",
        "O\u2019Neil, o'neil",
        "O'Neil, oneil",
        "O'Neil, Neil",
        "Anne-Marie, Marie",
        "Anne-Marie, anne marie",
        "Annemarie, nema",
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f, \u0645\u062d\u0645\u062f",
        "\u05d3\u05b8\u05bc\u05d5\u05b4\u05d3, \u05d3\u05d5\u05d3",
        "\ud83c\udf89 Party, \ud83c\udf89",
        "Na\u00efve \u00c6sir, aesir naive",
      })
  void aNameIsFoundInEverySpelling(String name, String query) {
    Person ann = signUp(fresh("ann"), "Ann");
    String mark = fresh("m").replace("-", "");
    Person wanted = signUp(fresh("u"), name + " " + mark);
    as(ann)
        .get("/api/users?query={q}", query + " " + mark)
        .then()
        .statusCode(200)
        .body("id", contains(wanted.id()));
    as(ann).get("/api/users?query={q}", "qqqqq " + mark).then().body("id", empty());
  }

  @Test
  void aUsernameIsFoundToo() {
    Person ann = signUp(fresh("ann"), "Ann");
    Person bob = signUp(fresh("bob.Smith@x+1"), "Robert");
    as(ann).get("/api/users?query={q}", bob.username()).then().body("id", contains(bob.id()));
    as(bob).get("/api/users?query={q}", bob.username()).then().body("id", empty());
  }

  @Test
  void anExactShortWordIsFoundFirst() {
    Person ann = signUp(fresh("ann"), "Ann");
    String mark = fresh("z").replace("-", "");
    Person longer = signUp(fresh("u"), "Aaron " + mark + "iam");
    Person exact = signUp(fresh("u"), "Zoe " + mark);
    as(ann).get("/api/users?query={q}", mark).then().body("id", contains(exact.id(), longer.id()));
  }

  @Test
  void aNewNameIsFoundAndTheOldOneIsNot() {
    Person ann = signUp(fresh("ann"), "Ann");
    String before = fresh("b").replace("-", "");
    String after = fresh("a").replace("-", "");
    Person bob = signUp(fresh("bob"), before);
    as(bob)
        .contentType("application/json")
        .body(Map.of("name", after))
        .patch("/api/users/me")
        .then()
        .statusCode(200);
    as(ann).get("/api/users?query={q}", before).then().body("id", empty());
    as(ann).get("/api/users?query={q}", after).then().body("id", contains(bob.id()));
  }

  @Test
  void aSystemAccountIsNotFoundAndOnlyTheOperatorCanCreateOne() {
    Person ann = signUp(fresh("ann"), "Ann");
    String username = fresh("system-probe");
    signUp(Map.of("username", username, "password", PASSWORD, "name", "Probe"))
        .then()
        .statusCode(400);
    signUp(Map.of("username", username, "password", "secret of the operator", "name", "Probe"))
        .then()
        .statusCode(201);
    as(ann).get("/api/users?query={q}", username).then().body("id", empty());
    logIn(username, "secret of the operator").then().statusCode(200);
  }

  @Test
  void contactsAreInAlphabeticalOrder() {
    Person ann = signUp(fresh("ann"), "Ann");
    Person c = signUp(fresh("u"), "carl");
    Person ae = signUp(fresh("u"), "\u00c4nne");
    Person z = signUp(fresh("u"), "Zoe");
    Person b = signUp(fresh("u"), "Bob");
    for (Person one : new Person[] {c, ae, z, b}) {
      as(ann).put("/api/contacts/" + one.id()).then().statusCode(204);
    }
    as(ann)
        .get("/api/contacts")
        .then()
        .body("contacts.id", contains(ae.id(), b.id(), c.id(), z.id()));
  }

  @Test
  void tooManySearchesGetRetryAfter() {
    Person ann = signUp(fresh("ann"), "Ann");
    int searches = 0;
    Response answer = as(ann).get("/api/users?query=x");
    while (answer.statusCode() == 200) {
      assertTrue(++searches < 100, "no request was refused");
      answer = as(ann).get("/api/users?query=x");
    }
    answer.then().statusCode(429).header("Retry-After", notNullValue());
    as(signUp(fresh("bob"), "Bob")).get("/api/users?query=x").then().statusCode(200);
  }
}
