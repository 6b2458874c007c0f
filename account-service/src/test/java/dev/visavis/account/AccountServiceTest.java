package dev.visavis.account;

import static io.restassured.RestAssured.given;

import dev.visavis.infra.EmbeddedInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What the tests of the whole service share.
@WithTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = {
      @ResourceArg(name = "parts", value = "kafka,postgres"),
      @ResourceArg(name = "database", value = "visavis_account")
    })
public abstract class AccountServiceTest {
  protected static final String PASSWORD = "correct horse";
  private static final AtomicInteger NEXT = new AtomicInteger();

  protected record Person(String id, String username, String token) {}

  /// A username that no other test has.
  protected static String fresh(String stem) {
    return stem + "-" + Long.toString(System.nanoTime(), 36) + NEXT.incrementAndGet();
  }

  protected static Response signUp(Map<String, ?> body) {
    return json(body).post("/api/auth/signup");
  }

  protected static Person signUp(String username, String name) {
    Response response = signUp(Map.of("username", username, "password", PASSWORD, "name", name));
    response.then().statusCode(201);
    return new Person(response.path("user.id"), username, response.path("accessToken"));
  }

  protected static Response logIn(String username, String password) {
    return json(Map.of("username", username, "password", password)).post("/api/auth/login");
  }

  protected static RequestSpecification json(Object body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  protected static RequestSpecification as(Person person) {
    return given().auth().oauth2(person.token());
  }
}
