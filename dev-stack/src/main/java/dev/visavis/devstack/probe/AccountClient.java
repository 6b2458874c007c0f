package dev.visavis.devstack.probe;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// A client of account-service, through the edge.
public final class AccountClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI edge;

  public AccountClient(HttpClient client, URI edge) {
    this.client = client;
    this.edge = edge;
  }

  /// A signed-in user.
  record SignedIn(String userId, String token) {}

  /// Creates an account; empty if it exists already.
  Optional<SignedIn> signUp(String username, String password, String name)
      throws IOException, InterruptedException {
    var body = new JsonObject().put("username", username).put("password", password);
    var response = post("/api/auth/signup", body.put("name", name));
    if (response.statusCode() != 201 && response.statusCode() != 409) {
      throw failure("sign-up of " + username, response);
    }
    return response.statusCode() == 201 ? Optional.of(signedIn(response)) : Optional.empty();
  }

  void addContact(SignedIn person, SignedIn other) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(edge.resolve("/api/contacts/" + other.userId()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + person.token())
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw failure("a contact", response);
    }
  }

  SignedIn logIn(String username, String password) throws IOException, InterruptedException {
    var body = new JsonObject().put("username", username).put("password", password);
    var response = post("/api/auth/login", body);
    if (response.statusCode() != 200) {
      throw failure("login of " + username, response);
    }
    return signedIn(response);
  }

  private static SignedIn signedIn(HttpResponse<String> response) {
    var json = new JsonObject(response.body());
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

  private static IOException failure(String what, HttpResponse<String> response) {
    return new IOException(what + " got " + response.statusCode() + " " + response.body());
  }
}
