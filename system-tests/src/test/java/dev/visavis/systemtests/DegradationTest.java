package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Outage;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Program;
import dev.visavis.systemtests.support.Stack;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// One part of the stack is down. Users notice only what ARCHITECTURE.md describes, and everything
/// recovers by itself when the part is up again.
@Isolated
class DegradationTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Device laptop = alice.device("laptop");
  private final Device phone = bob.deviceAwayFrom(laptop, "phone");
  private boolean muted;

  @AfterEach
  void awaitWholeStack() {
    stack.awaitWhole();
  }

  @Test
  void withoutRedisCallsContinueAndNewOnesAreRefused() {
    String callId = connect();
    try (Outage redis = Outage.down(stack, "redis")) {
      refused(laptop.tryInitiate(bob, newKey()));
      stillTalking(callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "ended");
      liveButNotReady("gateway", "presence-service");
    }
    callsWorkAgain();
  }

  @Test
  void withAFrozenRedisCallsContinueAndNewOnesAreRefused() {
    String callId = connect();
    try (Outage redis = Outage.frozen(stack, "redis")) {
      refused(laptop.tryInitiate(bob, newKey()));
      stillTalking(callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "ended");
      liveButNotReady("gateway", "presence-service");
    }
    callsWorkAgain();
  }

  @Test
  void withoutPostgresCallsWorkAndTheHistoryCatchesUp() {
    String before = connect();
    String during;
    try (Outage postgres = Outage.down(stack, "postgres")) {
      stillTalking(before);
      laptop.send("end_call", before);
      phone.awaitEnd(before, "ended");
      during = initiate();
      phone.await("ring", during);
      phone.send("decline_call", during);
      laptop.awaitEnd(during, "declined");
      HttpResponse<String> answer = alice.get("/api/calls/history");
      assertEquals(503, answer.statusCode(), answer::body);
      assertProblemWithRetryAfter(answer);
      liveButNotReady("history-service", "account-service");
    }
    stack.awaitWhole();
    alice.historyRow(before, "ended");
    bob.historyRow(during, "declined");
  }

  @Test
  void withoutKafkaSocketsStayOpenAndCommandsAreRefused() {
    String callId = connect();
    try (Outage kafka = Outage.down(stack, "kafka")) {
      refused(laptop.tryInitiate(bob, newKey()));
      refused(phone.ask("sync", callId));
      assertEquals(200, alice.get("/api/calls/history").statusCode());
      liveButNotReady("gateway", "presence-service", "call-service");
      assertTrue(laptop.isOpen() && phone.isOpen());
    }
    stack.awaitWhole();
    stillConnected(callId);
    stillTalking(callId);
    laptop.send("end_call", callId);
    phone.awaitEnd(callId, "ended");
    alice.historyRow(callId, "ended");
    callsWorkAgain();
  }

  @Test
  void withAFrozenKafkaCommandsAreRefusedAfterATimeout() {
    String callId = connect();
    try (Outage kafka = Outage.frozen(stack, "kafka")) {
      refused(laptop.tryInitiate(bob, newKey()));
      refused(phone.ask("sync", callId));
      assertTrue(laptop.isOpen() && phone.isOpen());
    }
    stack.awaitWhole();
    stillConnected(callId);
    stillTalking(callId);
  }

  @Test
  void withoutCallServiceCommandsWaitInTheLog() {
    String callId = initiate();
    phone.await("ring", callId);
    String key = newKey();
    Person carol = Person.signUp(stack, "Carol");
    Device tablet = carol.device("tablet");
    Device other = alice.device("other");
    try (Outage calls = Outage.down(stack, "call-service")) {
      phone.send("answer_call", callId);
      other.sendInitiate(carol, key);
      allLive();
    }
    stack.awaitWhole();
    laptop.await("call_answered", callId);
    other.await("call_initiated", m -> m.path("idempotencyKey").asText().equals(key));
    tablet.await("ring");
    stillTalking(callId);
  }

  @Test
  void withoutPresenceServiceOnlineUsersCanBeCalled() {
    Device late = Device.connect(stack.signaling(), bob.token());
    try (Outage presence = Outage.down(stack, "presence-service")) {
      String callId = initiate();
      phone.await("ring", callId);
      phone.send("answer_call", callId);
      laptop.await("call_answered", callId);
      stillTalking(callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "ended");
      refused(late.tryRegister("late"));
      allLive();
    }
    stack.awaitWhole();
    canRegisterAgain(bob, "late");
    callsWorkAgain();
  }

  @Test
  void withoutAccountServiceSignedInUsersCallAndReconnect() {
    assertEquals(200, alice.get("/api/turn/credentials").statusCode());
    try (Outage accounts = Outage.down(stack, "account-service")) {
      Device tablet = bob.device("tablet");
      String callId = initiate();
      phone.await("ring", callId);
      tablet.await("ring", callId);
      phone.send("answer_call", callId);
      laptop.await("call_answered", callId);
      stillTalking(callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "ended");
      alice.historyRow(callId, "ended");
      assertEquals(200, alice.get("/api/turn/credentials").statusCode());
      HttpResponse<String> me = alice.get("/api/users/me");
      assertTrue(me.statusCode() >= 502, me::body);
      assertProblemWithRetryAfter(me);
      allLive();
    }
  }

  private String connect() {
    String callId = initiate();
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    stillTalking(callId);
    return callId;
  }

  /// Places a call as a client does: repeats the request with the same key while it is refused with
  /// `UNAVAILABLE`.
  private String initiate() {
    String key = newKey();
    JsonNode answer =
        Await.until(
            "the call is accepted",
            () -> {
              JsonNode reply = laptop.tryInitiate(bob, key);
              return isUnavailable(reply) ? null : reply;
            });
    assertEquals("call_initiated", answer.path("type").asText(), answer::toString);
    return answer.path("callId").asText();
  }

  /// Checks that signals and media states reach the other side.
  private void stillTalking(String callId) {
    String mark = newKey();
    laptop.send("ice_candidate", callId, candidate(mark));
    phone.await("ice_candidate", m -> m.at("/payload/candidate/candidate").asText().equals(mark));
    muted = !muted;
    phone.send("media_state", callId, Json.object("audio", !muted, "video", true, "screen", false));
    laptop.await("media_state", m -> m.at("/payload/audio").asBoolean() != muted);
  }

  private static ObjectNode candidate(String mark) {
    return Json.object("candidate", Json.object("candidate", mark, "sdpMid", "0"));
  }

  private void stillConnected(String callId) {
    JsonNode state =
        Await.until(
            "commands are accepted again",
            () -> {
              JsonNode answer = laptop.ask("sync", callId);
              return isUnavailable(answer) ? null : answer;
            });
    assertEquals("connected", state.at("/payload/state").asText(), state::toString);
  }

  private void callsWorkAgain() {
    String callId = initiate();
    phone.await("ring", callId);
    phone.send("decline_call", callId);
    laptop.awaitEnd(callId, "declined");
  }

  private static void canRegisterAgain(Person person, String deviceId) {
    Await.until(
        deviceId + " is registered",
        () -> {
          try (Device device = Device.connect(person.stack().signaling(), person.token())) {
            return device.tryRegister(deviceId).path("type").asText().equals("registered")
                ? true
                : null;
          }
        });
  }

  private static void refused(JsonNode answer) {
    assertTrue(isUnavailable(answer), answer::toString);
    assertTrue(answer.at("/payload/retryAfterMs").asInt() > 0, answer::toString);
  }

  private static boolean isUnavailable(JsonNode answer) {
    return answer.at("/payload/code").asText().equals("UNAVAILABLE");
  }

  private static void assertProblemWithRetryAfter(HttpResponse<String> answer) {
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  /// A service is live while something that it needs is down, so that it is not restarted, but not
  /// ready, so that it gets no work.
  private void liveButNotReady(String... services) {
    for (String service : services) {
      Await.until(
          service + " is not ready",
          () ->
              stack.programs().stream()
                      .filter(program -> program.service().equals(service))
                      .noneMatch(Program::isReady)
                  ? true
                  : null);
    }
    allLive();
  }

  private void allLive() {
    List<String> dead =
        stack.programs().stream()
            .filter(program -> program.isOurs() && !program.isHeld() && !program.isLive())
            .map(Program::name)
            .toList();
    assertEquals(List.of(), dead);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }
}
