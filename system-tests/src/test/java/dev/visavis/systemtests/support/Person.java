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

/// A user with an account that is created for one test, so that tests do not share users.
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

  /// Signs in again; returns the same user with the token of a new session.
  public Person signInAgain() {
    String body = Json.object("username", username, "password", PASSWORD).toString();
    return withToken(send(stack, "POST", "/api/auth/login", null, body));
  }

  /// Renews the token; returns the same user with a new token of the same session.
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

  /// Connects and registers a device, on any gateway.
  public Device device(String deviceId) {
    Device device = Device.connect(stack.signaling(), token);
    device.register(deviceId);
    return device;
  }

  /// Connects and registers a device on another gateway than that of `other`.
  public Device deviceAwayFrom(Device other, String deviceId) {
    return Await.until(
        "a device is connected to another gateway than " + other.gatewayId(),
        () -> {
          Device device = device(deviceId);
          if (!device.gatewayId().equals(other.gatewayId())) {
            return device;
          }
          device.close();
          return null;
        });
  }

  /// Like [#device], but retries while no gateway accepts the socket, because one may have died.
  public Device deviceAfterAFault(String deviceId) {
    return Await.until(
        "a gateway accepts " + deviceId,
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

  /// Waits until the user's history shows the call in `state`; returns its row.
  public JsonNode historyRow(String callId, String state) {
    return Await.until(
        "history of " + name + " shows " + callId + " as " + state,
        () -> {
          HttpResponse<String> answer = get("/api/calls/history");
          if (answer.statusCode() >= 502) {
            return null; // history-service is down for a moment
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
