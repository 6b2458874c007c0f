package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignInTest extends AccountServiceTest {
  private static final String PROBLEM = "application/problem+json";
  private static final int TWELVE_HOURS = 43_200;

  @Test
  void aNewPersonIsSignedInAtOnce() {
    String username = fresh("Ann.B@x+1");
    signUp(
            Map.of(
                "username",
                username,
                "password",
                PASSWORD,
                "name",
                " Ann ",
                "avatarUrl",
                "https://pictures.example/ann.png"))
        .then()
        .statusCode(201)
        .body("user.id", matchesPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
        .body("user.username", equalTo(username))
        .body("user.name", equalTo("Ann"))
        .body("user.avatarUrl", equalTo("https://pictures.example/ann.png"))
        .body("accessToken", notNullValue())
        .body("expiresIn", equalTo(TWELVE_HOURS))
        .header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void theUsernameIsNotCaseSensitive() {
    Person bob = signUp(fresh("Bob"), "Bob");
    logIn(bob.username().toUpperCase(Locale.ROOT), PASSWORD)
        .then()
        .statusCode(200)
        .body("user.id", equalTo(bob.id()))
        .body("user.username", equalTo(bob.username()))
        .body("user.avatarUrl", nullValue());
  }

  @Test
  void anUnknownUserAndAWrongPasswordLookTheSame() {
    Person bob = signUp(fresh("bob"), "Bob");
    Response wrong = logIn(bob.username(), "wrong password");
    Response unknown = logIn(fresh("nobody"), PASSWORD);
    wrong.then().statusCode(401).contentType(PROBLEM).header("Set-Cookie", nullValue());
    unknown.then().statusCode(401);
    assertEquals(wrong.asString(), unknown.asString());
  }

  @Test
  void aUsernameIsTakenInAnyCase() {
    Person bob = signUp(fresh("bob"), "Bob");
    String shouted = bob.username().toUpperCase(Locale.ROOT);
    signUp(Map.of("username", shouted, "password", PASSWORD, "name", "Bob 2"))
        .then()
        .statusCode(409)
        .contentType(PROBLEM)
        .body("field", equalTo("username"))
        .body("detail", containsString("username"));
  }

  @Test
  void oneOfManyConcurrentSignUpsGetsTheUsername() {
    String wanted = fresh("popular");
    Map<String, String> body = Map.of("username", wanted, "password", PASSWORD, "name", "P");
    var statuses =
        IntStream.range(0, 6).parallel().mapToObj(i -> signUp(body).statusCode()).sorted().toList();
    assertEquals(201, statuses.getFirst());
    assertEquals(5, statuses.stream().filter(status -> status == 409).count());
  }

  @ParameterizedTest(name = "{0} = [{1}]")
  @CsvSource({
    "username, ''",
    "username, has space",
    "username, jos\u00e9",
    "username, a/b",
    "username, system-me",
    "username, System-probe-caller",
    "username, \uff33ystem-me",
    "username,",
    "password, 1234567",
    "password,",
    "name, ''",
    "name, '   '",
    "name,",
    "avatarUrl, javascript:alert(1)",
    "avatarUrl, 'ftp://a/b'",
    "avatarUrl, 'https://me:secret@a/b'",
    "avatarUrl, 'https://a:99999/b'",
    "avatarUrl, 'https:///b'",
    "avatarUrl, 'https://:80/b'",
    "avatarUrl, '//a/b'",
    "avatarUrl, '/api/users/me'",
    "name, '\u202eAnn'",
    "name, '\u3164'",
    "name, 'Ann\u0085Bob'",
    "avatarUrl, ''",
  })
  void aRefusalNamesTheField(String field, @Nullable String value) {
    refused(field, value);
  }

  @Test
  void aValueThatIsTooLongIsRefused() {
    refused("username", "u".repeat(65));
    refused("password", "p".repeat(201));
    refused("name", "n".repeat(101));
    refused("avatarUrl", "https://a/" + "b".repeat(2000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "password", "name", "avatarUrl"})
  void aTextThatCannotBeStoredNamesItsField(String field) {
    for (String escape : new String[] {"\\u0000", "\\ud800", "\\udc00"}) {
      String body =
          """
          {"username": "%s", "password": "long enough", "name": "Ann", "avatarUrl": "https://a/b"}\
          """
              .formatted(fresh("x"))
              .replaceFirst("(?<=\"" + field + "\": \"[^\"]{1,80})\"", "\\" + escape + "\"");
      json(body)
          .post("/api/auth/signup")
          .then()
          .statusCode(400)
          .contentType(PROBLEM)
          .body("field", equalTo(field))
          .body("detail", startsWith(field + ": must"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "password"})
  void aLoginWithATextThatCannotBeStoredNamesItsField(String field) {
    for (String escape : new String[] {"\\u0000", "\\ud83d", "\\ude00"}) {
      String good = field.equals("username") ? "password" : "username";
      json("{\"%s\": \"long enough\", \"%s\": \"long enough%s\"}".formatted(good, field, escape))
          .post("/api/auth/login")
          .then()
          .statusCode(400)
          .contentType(PROBLEM)
          .body("field", equalTo(field));
    }
  }

  @Test
  void aLoneSurrogateInAPasswordIsNotReadAsAQuestionMark() {
    String username = fresh("ann");
    signUp(Map.of("username", username, "password", "secret-?-here", "name", "Ann"));
    json("{\"username\": \"%s\", \"password\": \"secret-\\ud800-here\"}".formatted(username))
        .post("/api/auth/login")
        .then()
        .statusCode(400);
  }

  @Test
  void spacesAroundAUsernameAndItsWidthDoNotMatter() {
    Person bob = signUp(fresh("bob"), "Bob");
    String wide = bob.username().replace('b', '\uff42');
    for (String typed : new String[] {bob.username() + " ", "\t " + bob.username(), wide}) {
      logIn(typed, PASSWORD).then().statusCode(200).body("user.id", equalTo(bob.id()));
    }
    logIn(bob.username() + "\u00a0", PASSWORD).then().statusCode(200);
    signUp(Map.of("username", " " + fresh("eve") + " ", "password", PASSWORD, "name", "Eve"))
        .then()
        .statusCode(201)
        .body("user.username", not(containsString(" ")));
  }

  @Test
  void aValueOfTheWrongTypeNamesTheField() {
    json("{\"username\": \"x\", \"password\": \"long enough\", \"name\": {\"a\": 1}}")
        .post("/api/auth/signup")
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("field", equalTo("name"));
  }

  @ParameterizedTest
  @CsvSource({"{", "''", "[]", "null", "'\"text\"'", "42"})
  void aBodyThatIsNotAnObjectIsRefused(String body) {
    json(body).post("/api/auth/login").then().statusCode(400).contentType(PROBLEM);
  }

  @Test
  void scriptsCannotReadTheCookie() {
    Person bob = signUp(fresh("bob"), "Bob");
    Response response = logIn(bob.username(), PASSWORD);
    String token = response.path("accessToken");
    response
        .then()
        .header(
            "Set-Cookie",
            equalTo(
                "visavis_token=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax"
                    .formatted(token, TWELVE_HOURS)));
    given()
        .cookie("visavis_token", token)
        .get("/api/users/me")
        .then()
        .statusCode(200)
        .body("id", equalTo(bob.id()));
  }

  @Test
  void overHttpsTheCookieIsSecure() {
    Person bob = signUp(fresh("bob"), "Bob");
    json(Map.of("username", bob.username(), "password", PASSWORD))
        .header("X-Forwarded-Proto", "https")
        .post("/api/auth/login")
        .then()
        .header("Set-Cookie", containsString("; Secure"));
  }

  @Test
  void signingOutDeletesTheCookieEvenIfItIsInvalid() {
    given()
        .cookie("visavis_token", "no.good.token")
        .contentType(ContentType.JSON)
        .post("/api/auth/logout")
        .then()
        .statusCode(204)
        .header(
            "Set-Cookie",
            allOf(
                startsWith("visavis_token=;"),
                containsString("Max-Age=0"),
                containsString("Path=/"),
                not(containsString("Secure"))));
    given().post("/api/auth/logout").then().statusCode(204);
  }

  private static void refused(String field, @Nullable String value) {
    Map<String, @Nullable String> body = new HashMap<>();
    body.put("username", fresh("x"));
    body.put("password", PASSWORD);
    body.put("name", "X");
    body.put(field, value);
    signUp(body)
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("field", equalTo(field))
        .body("detail", startsWith(field));
  }
}
