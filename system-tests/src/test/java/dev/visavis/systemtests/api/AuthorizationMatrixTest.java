package dev.visavis.systemtests.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sends requests to every REST endpoint without a token, with invalid tokens, with the token of a
/// stranger and with that of the resource's owner.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
  private static final int NOT_YOURS = 404;

  private final Stack stack = Stack.shared();
  private final Person owner = Person.signUp(stack, "Owner");
  private final Person friend = Person.signUp(stack, "Friend");
  private final Person stranger = Person.signUp(stack, "Stranger");
  private String callId = "";

  /// @param path the path, with `{call}`, `{friend}` and `{owner}` in place of ids
  /// @param strangerGets the status for a stranger. With 200 and 204 the stranger gets or changes
  ///     their own resource at the same path
  record Row(String method, String path, int ownerGets, int strangerGets) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// The endpoints, those that delete or hide a resource last.
  static Stream<Row> rows() {
    return Stream.of(
        new Row("GET", "/api/users/me", 200, 200),
        new Row("PATCH", "/api/users/me", 200, 200),
        new Row("PUT", "/api/users/me/avatar", 400, 400), // the body is empty
        new Row("GET", "/api/users/{friend}/avatar/1", 404, 404),
        new Row("GET", "/api/users/{friend}", 200, 200),
        new Row("GET", "/api/users?query=nobody", 200, 200),
        new Row("GET", "/api/contacts", 200, 200),
        new Row("PUT", "/api/contacts/{friend}", 204, 204),
        new Row("DELETE", "/api/contacts/{friend}", 204, 204),
        new Row("GET", "/api/blocks", 200, 200),
        new Row("PUT", "/api/blocks/{friend}", 204, 204),
        new Row("DELETE", "/api/blocks/{friend}", 204, 204),
        new Row("GET", "/api/devices", 200, 200),
        new Row("GET", "/api/presence?userIds={owner}", 200, 200),
        new Row("GET", "/api/turn/credentials", 200, 200),
        new Row("GET", "/api/webhooks", 200, 200),
        new Row("GET", "/api/webhooks/{call}", 404, NOT_YOURS), // not an id of a webhook
        new Row("GET", "/api/webhooks/{call}/deliveries", 404, NOT_YOURS),
        new Row("POST", "/api/webhooks/{call}/replay", 404, NOT_YOURS),
        new Row("POST", "/api/webhooks/{call}/secret", 404, NOT_YOURS),
        new Row("DELETE", "/api/webhooks/{call}", 404, NOT_YOURS),
        new Row("GET", "/api/calls/history", 200, 200),
        new Row("GET", "/api/calls/missed", 200, 200),
        new Row("PUT", "/api/calls/missed/seen", 200, 200),
        new Row("GET", "/api/calls/export?format=csv", 200, 200),
        new Row("GET", "/api/calls/{call}", 200, NOT_YOURS),
        new Row("DELETE", "/api/calls/{call}", 204, NOT_YOURS),
        new Row("DELETE", "/api/devices/matrix", 204, NOT_YOURS),
        new Row("POST", "/api/auth/refresh", 200, 200));
  }

  @BeforeAll
  void createACallAndADevice() {
    Device device = owner.device("matrix");
    callId = device.initiate(friend);
    device.awaitEnd(callId, "unavailable");
    owner.historyRow(callId, "missed");
    Await.until(
        "the device is listed",
        () -> owner.get("/api/devices").body().contains("matrix") ? true : null);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void onlyTheOwnerHasAccess(Row row) {
    for (String token : badTokens()) {
      refused(row, token);
    }
    assertEquals(row.strangerGets(), send(row, stranger.token()).statusCode(), "stranger");
    assertEquals(row.ownerGets(), send(row, owner.token()).statusCode(), "owner");
    if (row.strangerGets() == NOT_YOURS) {
      JsonNode problem = Json.parse(send(row, stranger.token()).body());
      assertEquals(404, problem.path("status").asInt());
      assertFalse(problem.toString().contains(owner.id()), problem::toString);
    }
  }

  private void refused(Row row, @Nullable String token) {
    HttpResponse<String> answer = send(row, token);
    assertEquals(401, answer.statusCode(), () -> "with " + token + ": " + answer.body());
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertTrue(type.startsWith("application/problem+json"), type);
    assertEquals(401, Json.parse(answer.body()).path("status").asInt());
  }

  /// No token, a text that is not a token, tokens with the signature or the content of another one,
  /// and one with `alg: none`.
  private List<@Nullable String> badTokens() {
    String[] parts = owner.token().split("\\.", 3);
    String[] others = stranger.token().split("\\.", 3);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
    return Arrays.asList(
        null,
        "nonsense",
        parts[0] + "." + parts[1] + "." + others[2],
        parts[0] + "." + others[1] + "." + parts[2],
        none + "." + parts[1] + ".");
  }

  private HttpResponse<String> send(Row row, @Nullable String token) {
    String path =
        row.path()
            .replace("{call}", callId)
            .replace("{friend}", friend.id())
            .replace("{owner}", owner.id());
    String body = row.method().equals("PATCH") ? "{}" : null;
    return Person.send(stack, row.method(), path, token, body);
  }
}
