package dev.visavis.devstack.probe;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// account-service, seen through the edge.
public final class Accounts {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI edge;

  public Accounts(HttpClient client, URI edge) {
    this.client = client;
    this.edge = edge;
  }

  /// Somebody who is signed in.
  record SignedIn(String userId, String token) {}

  /// Makes an account; that it exists already is fine.
  Optional<SignedIn> signUp(String username, String password, String name)
      throws IOException, InterruptedException {
    var body = new JsonObject().put("username", username).put("password", password);
    var answer = post("/api/auth/signup", body.put("name", name));
    if (answer.statusCode() != 201 && answer.statusCode() != 409) {
      throw refused("sign-up of " + username, answer);
    }
    return answer.statusCode() == 201 ? Optional.of(signedIn(answer)) : Optional.empty();
  }

  void addContact(SignedIn person, SignedIn other) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(edge.resolve("/api/contacts/" + other.userId()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + person.token())
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 204) {
      throw refused("a contact", answer);
    }
  }

  SignedIn logIn(String username, String password) throws IOException, InterruptedException {
    var body = new JsonObject().put("username", username).put("password", password);
    var answer = post("/api/auth/login", body);
    if (answer.statusCode() != 200) {
      throw refused("login of " + username, answer);
    }
    return signedIn(answer);
  }

  private static SignedIn signedIn(HttpResponse<String> answer) {
    var json = new JsonObject(answer.body());
    return new SignedIn(json.getJsonObject("user").getString("id"), json.getString("accessToken"));
  }

  private HttpResponse<String> post(String path, JsonObject body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(edge.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static IOException refused(String what, HttpResponse<String> answer) {
    return new IOException(what + " got " + answer.statusCode() + " " + answer.body());
  }
}
