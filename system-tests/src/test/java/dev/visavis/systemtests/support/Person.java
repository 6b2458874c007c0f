package dev.visavis.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Somebody with an account, made for one test, so that tests never meet in a user.
public record Person(Product stack, String id, String name, String username, String token) {
  private static final String PASSWORD = "correct horse 1";

  public static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public static Person signUp(Product stack, String name) {
    String username = name.toLowerCase() + "-" + UUID.randomUUID().toString().substring(0, 8);
    String body = Json.object("username", username, "password", PASSWORD, "name", name).toString();
    HttpResponse<String> answer = send(stack, "POST", "/api/auth/signup", null, body);
    if (answer.statusCode() != 201) {
      throw new AssertionError("sign-up: " + answer.statusCode() + " " + answer.body());
    }
    JsonNode account = Json.parse(answer.body());
    String id = account.path("user").path("id").asText();
    return new Person(stack, id, name, username, account.path("accessToken").asText());
  }

  /// The same person with the token of a new session.
  public Person signInAgain() {
    String body = Json.object("username", username, "password", PASSWORD).toString();
    return withToken(send(stack, "POST", "/api/auth/login", null, body));
  }

  /// The same person with a new token of the same session.
  public Person renew() {
    return withToken(request("POST", "/api/auth/refresh", null));
  }

  private Person withToken(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError("no token: " + answer.statusCode() + " " + answer.body());
    }
    String other = Json.parse(answer.body()).path("accessToken").asText();
    return new Person(stack, id, name, username, other);
  }

  /// A registered device on whichever gateway the edge chooses.
  public Device device(String deviceId) {
    Device device = Device.connect(stack.signaling(), token);
    device.register(deviceId);
    return device;
  }

  /// A registered device on another gateway than `other`.
  public Device deviceAwayFrom(Device other, String deviceId) {
    return Await.until(
        "the edge gives another gateway than " + other.gatewayId(),
        () -> {
          Device device = device(deviceId);
          if (!device.gatewayId().equals(other.gatewayId())) {
            return device;
          }
          device.close();
          return null;
        });
  }

  /// As [#device], while a gateway may just have died: tries until one takes the socket.
  public Device deviceAfterAFault(String deviceId) {
    return Await.until(
        "a gateway takes " + deviceId,
        () -> {
          try {
            return device(deviceId);
          } catch (CompletionException refused) {
            return null;
          }
        });
  }

  public HttpResponse<String> get(String path) {
    return send(stack, "GET", path, token, null);
  }

  public HttpResponse<String> request(String method, String path, @Nullable String body) {
    return send(stack, method, path, token, body);
  }

  public JsonNode getJson(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Json.parse(answer.body());
  }

  /// The row of `callId` in this person's history once it is in `state`; history follows the log.
  public JsonNode historyRow(String callId, String state) {
    return Await.until(
        "history of " + name + " shows " + callId + " as " + state,
        () -> {
          HttpResponse<String> answer = get("/api/calls/history");
          if (answer.statusCode() >= 502) {
            return null; // its service is away for a moment
          }
          for (JsonNode call : Json.parse(answer.body()).path("calls")) {
            if (call.path("id").asText().equals(callId)
                && call.path("state").asText().equals(state)) {
              return call;
            }
          }
          return null;
        });
  }

  public static HttpResponse<String> send(
      Product stack, String method, String path, @Nullable String token, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stack.url() + path)).timeout(Duration.ofSeconds(10));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
