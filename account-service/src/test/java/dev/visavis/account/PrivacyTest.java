package dev.visavis.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers that keep personal data out of caches, and refuse requests of other sites.
@QuarkusTest
class PrivacyTest extends AccountServiceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/users/me",
        "/api/users?query=x",
        "/api/contacts",
        "/api/blocks",
        "/api/devices"
      })
  void responsesAreNotCached(String path) {
    Person ann = signUp(fresh("ann"), "Ann");
    as(ann).get(path).then().statusCode(200).header("Cache-Control", equalTo("no-store"));
    given().get(path).then().statusCode(401).header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void errorsAreNotCached() {
    Person ann = signUp(fresh("ann"), "Ann");
    as(ann).get("/api/users/nobody").then().statusCode(404).header("Cache-Control", "no-store");
    as(ann).get("/api/nothing").then().statusCode(404).header("Cache-Control", "no-store");
    as(ann).post("/api/contacts").then().statusCode(405).header("Cache-Control", "no-store");
    json("{").post("/api/auth/login").then().statusCode(400).header("Cache-Control", "no-store");
    json("\"" + "x".repeat(70_000) + "\"")
        .post("/api/auth/login")
        .then()
        .statusCode(413)
        .header("Cache-Control", "no-store");
  }

  @Test
  void theKeysAndTheOpenApiDocumentMayBeCached() {
    given().get("/.well-known/jwks.json").then().header("Cache-Control", containsString("public"));
    given().get("/api/auth/openapi").then().header("Cache-Control", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://localhost:1",
  })
  void aPageOfAnotherSiteCannotChangeAnything(String header, String value) {
    Person ann = signUp(fresh("ann"), "Ann");
    browser(ann, header, value)
        .post("/api/auth/logout")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("Set-Cookie", nullValue());
    browser(ann, header, value)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Eve"))
        .patch("/api/users/me")
        .then()
        .statusCode(403);
    json(Map.of("username", ann.username(), "password", PASSWORD))
        .header(header, value)
        .post("/api/auth/login")
        .then()
        .statusCode(403)
        .header("Set-Cookie", nullValue());
    browser(ann, header, value).get("/api/users/me").then().body("name", equalTo("Ann"));
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none",
    "X-Forwarded-Host, calls.example",
  })
  void aPageOfThisSiteCan(String header, String value) {
    Person ann = signUp(fresh("ann"), "Ann");
    browser(ann, header, value)
        .header("Origin", "https://calls.example")
        .post("/api/auth/logout")
        .then()
        .statusCode(204)
        .header("Set-Cookie", not(nullValue()));
  }

  private static RequestSpecification browser(Person person, String header, String value) {
    return given().cookie("visavis_token", person.token()).header(header, value);
  }
}
