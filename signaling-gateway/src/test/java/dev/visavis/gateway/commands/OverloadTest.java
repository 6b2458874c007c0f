package dev.visavis.gateway.commands;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// While call-service does not reply to waiting calls, the gateway refuses new ones by itself.
@QuarkusTest
class OverloadTest extends GatewayTest {
  /// As many calls as must be overdue: `CallPressure.MANY`.
  private static final int WAITING = 10;

  /// Less than the 10 s after which a call counts as lost.
  private static final Duration SOON = Duration.ofSeconds(8);

  private final Person alice = Person.named("Alice");
  private final Person bob = Person.named("Bob");
  private final Person carol = Person.named("Carol");

  @Test
  void aCallOrInvitationIsRefusedAtOnceUntilTheWaitingCallsAreAnswered() {
    services.known(bob);
    services.leaveUnanswered(alice);
    try (Client waiting = Client.registered(alice, "phone");
        Client phone = Client.registered(carol, "phone")) {
      List<CallCommand> placed = placeUnansweredCalls(waiting);
      String refused = initiateUntil(phone, BodyCase.ERROR);
      String callId = UUID.randomUUID().toString();
      phone.send(
          "{'type':'invite','requestId':'inv','callId':'%s','payload':{'userIds':['%s']}}"
              .formatted(callId, bob.id()));
      assertOverloaded(phone.next(), "inv");

      phone.send("{'type':'end_call','callId':'" + callId + "'}");
      CallCommand next = services.command(command -> isRefused(command, refused, callId));
      assertTrue(next.getMessage().hasEndCall(), "the refusals did not wait for call-service");

      placed.forEach(services::answer);
      initiateUntil(phone, BodyCase.CALL_INITIATED);
      assertEquals(WAITING, answers(waiting));
    }
  }

  private List<CallCommand> placeUnansweredCalls(Client caller) {
    List<CallCommand> placed = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      initiate(caller, "waits-" + i);
      placed.add(services.command(CallCommand::hasPlaceCall));
    }
    return placed;
  }

  /// Places calls until the reply has this type, and returns the key of the last call.
  private String initiateUntil(Client caller, BodyCase wanted) {
    List<String> keys = new ArrayList<>();
    await()
        .atMost(SOON)
        .until(
            () -> {
              keys.add(UUID.randomUUID().toString());
              initiate(caller, keys.getLast());
              SignalingMessage answer = caller.next();
              if (answer.hasError()) {
                assertOverloaded(answer, keys.getLast());
              }
              return answer.getBodyCase() == wanted;
            });
    return keys.getLast();
  }

  private static boolean isRefused(CallCommand command, String key, String callId) {
    return command.getCallId().equals(callId)
        || (command.hasPlaceCall() && command.getPlaceCall().getIdempotencyKey().equals(key));
  }

  private static void assertOverloaded(SignalingMessage refused, String requestId) {
    assertEquals(BodyCase.ERROR, refused.getBodyCase(), refused::toString);
    assertEquals(requestId, refused.getRequestId());
    assertEquals(ErrorCode.UNAVAILABLE, refused.getError().getCode(), refused::toString);
    assertTrue(refused.getError().getRetryAfterMs() > 0, refused::toString);
    assertFalse(refused.getError().getRetryAfterMs() > 7_500, refused::toString);
  }

  private static int answers(Client caller) {
    for (int i = 0; i < WAITING; i++) {
      caller.next(BodyCase.CALL_INITIATED);
    }
    return WAITING - caller.unread();
  }

  private void initiate(Client caller, String key) {
    caller.send(
        "{'type':'initiate_call','requestId':'%s','idempotencyKey':'%s','payload':{'callType':'audio','calleeId':'%s'}}"
            .formatted(key, key, bob.id()));
  }
}
