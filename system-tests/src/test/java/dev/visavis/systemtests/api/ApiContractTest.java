package dev.visavis.systemtests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Sends valid and invalid input to every operation of the merged OpenAPI document. Each response
/// has a documented status, errors are problem details, no request causes a server error, and no
/// response contains data of a bystander. `-Dvisavis.fuzz.seed` and `-Dvisavis.fuzz.requests` set
/// the seed and the number of requests for each operation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractTest {
  private static final long SEED = Long.getLong("visavis.fuzz.seed", 20261124L);
  private static final int REQUESTS = Integer.getInteger("visavis.fuzz.requests", 40);

  /// Few requests for these, because wrong passwords slow down the address for all other tests.
  private static final Set<String> SIGN_IN = Set.of("/api/auth/login", "/api/auth/signup");

  private static final int SIGN_IN_REQUESTS = 6;

  /// The search by name may return the bystander.
  private static final String SEARCH = "/api/users";

  /// The statuses for an unsupported path, method or size, which the document does not list.
  private static final Set<Integer> OF_HTTP = Set.of(404, 405, 413, 414);

  private final Stack stack = Stack.shared();
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final Person stranger = Person.signUp(stack, "Stranger");
  private final Person bystander = Person.signUp(stack, "Bystander" + mark);
  private final List<String> theirs = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private JsonNode document = Json.object();

  @BeforeAll
  void createABystanderWithData() {
    Device device = bystander.device("device-" + mark);
    Person friend = Person.signUp(stack, "Friend" + mark);
    String callId = device.initiate(friend);
    device.awaitEnd(callId, "unavailable");
    bystander.historyRow(callId, "missed");
    String hook =
        Json.object("url", "http://127.0.0.1:9/" + mark, "events", List.of("call_ended"))
            .toString();
    HttpResponse<String> made = bystander.request("POST", "/api/webhooks", hook);
    assertEquals(201, made.statusCode(), made::body);
    String webhook = Json.parse(made.body()).path("id").asText();
    theirs.addAll(List.of(bystander.id(), friend.id(), callId, webhook, "device-" + mark));
    secrets.addAll(List.of(mark, bystander.username()));
    document = stranger.getJson("/api/docs/openapi.json");
    System.out.printf("seed %d, %d requests for each operation%n", SEED, REQUESTS);
  }

  @Test
  void theDocumentContainsTheOperationsOfAllServices() {
    Set<String> prefixes = Set.of("auth", "users", "calls", "presence", "turn", "webhooks");
    for (String prefix : prefixes) {
      assertTrue(
          ApiOperation.all(document).stream()
              .anyMatch(operation -> operation.path().startsWith("/api/" + prefix)),
          prefix + " is missing");
    }
    assertEquals(200, stranger.get("/api/docs/").statusCode());
  }

  @Test
  void everyRequestAndResponseHasAnExample() {
    List<String> withoutExample =
        ApiExamples.all(document).stream()
            .filter(shown -> !shown.hasExample())
            .map(ApiExamples::toString)
            .toList();
    assertEquals(List.of(), withoutExample);
  }

  @TestFactory
  Stream<DynamicTest> behavesAsDocumented() {
    return ApiOperation.all(document).stream()
        .map(operation -> dynamicTest(operation.toString(), () -> fuzz(operation)));
  }

  private void fuzz(ApiOperation operation) {
    Random random = new Random(SEED ^ operation.toString().hashCode());
    ApiInput input = new ApiInput(random, theirs);
    List<String> broken = new ArrayList<>();
    int requests = SIGN_IN.contains(operation.path()) ? SIGN_IN_REQUESTS : REQUESTS;
    for (int i = 0; i < requests; i++) {
      ApiInput.Request request = input.next(operation);
      String token = token(random);
      HttpResponse<String> answer = send(operation.method(), request, token);
      String problem = judge(operation, request, token, answer);
      if (problem != null) {
        broken.add(problem + "\n    " + describe(operation, request, answer));
      }
    }
    assertEquals(List.of(), broken, () -> "seed " + SEED + ":\n" + String.join("\n", broken));
  }

  private @Nullable String token(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> "nonsense";
      default -> stranger.token();
    };
  }

  private @Nullable String judge(
      ApiOperation operation,
      ApiInput.Request request,
      @Nullable String token,
      HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 500) {
      return "server error: " + status;
    }
    if (!operation.statuses().contains(status) && !OF_HTTP.contains(status)) {
      return "undocumented status: " + status;
    }
    if (operation.secured() && !stranger.token().equals(token) && status < 300) {
      return "accepted without a valid token: " + status;
    }
    if (status >= 400 && !isProblem(answer)) {
      return "not a problem detail: " + status;
    }
    return secrets.stream()
        .filter(secret -> answer.body().contains(secret))
        .filter(secret -> !request.pathAndQuery().contains(secret))
        .filter(secret -> !operation.path().startsWith(SEARCH))
        .map(secret -> "contains data of another user: " + secret)
        .findFirst()
        .orElse(null);
  }

  private static boolean isProblem(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    try {
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      return type.startsWith("application/problem+json")
          && problem.path("status").asInt() == answer.statusCode()
          && !problem.path("title").asText().isEmpty();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private HttpResponse<String> send(
      String method, ApiInput.Request request, @Nullable String token) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create(stack.url() + request.pathAndQuery()))
            .timeout(Duration.ofSeconds(20));
    if (token != null) {
      http.header("Authorization", "Bearer " + token);
    }
    String body = request.body();
    if (body != null) {
      http.header("Content-Type", request.contentType());
    }
    http.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      return Person.HTTP.send(http.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + request.pathAndQuery(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String describe(
      ApiOperation operation, ApiInput.Request request, HttpResponse<String> answer) {
    return "%s %s body %s -> %d %s"
        .formatted(
            operation.method(),
            cut(request.pathAndQuery()),
            cut(String.valueOf(request.body())),
            answer.statusCode(),
            cut(answer.body()));
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
