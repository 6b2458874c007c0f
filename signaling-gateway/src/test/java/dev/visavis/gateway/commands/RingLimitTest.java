package dev.visavis.gateway.commands;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.AnsweredBy;
import dev.visavis.proto.v1.CallAnswered;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One caller may ring one user 30 times a minute, and 300 users a minute in all. Answered rings do
/// not count.
@QuarkusTest
class RingLimitTest extends GatewayTest {
  private static final int MAX_RINGS_PER_USER = 30;

  private final Person alice = Person.named("Alice");
  private final Person bob = Person.named("Bob");
  private final Person carol = Person.named("Carol");

  @Test
  void ringingOneUserTooOftenIsRefusedOnEveryDevice() {
    addProfiles();
    try (Client phone = Client.registered(alice, "phone");
        Client laptop = Client.registered(alice, "laptop")) {
      ringOften(phone);
      initiate(laptop, "another", bob.id());
      SignalingMessage refused = laptop.nextError(ErrorCode.RATE_LIMITED);
      assertTrue(refused.getError().getRetryAfterMs() > 0, refused::toString);
      assertTrue(refused.getError().getRetryAfterMs() <= 60_000, refused::toString);

      initiate(phone, "7", bob.id()); // repeats an existing call
      assertEquals("7", phone.next(BodyCase.CALL_INITIATED).getIdempotencyKey());
      initiate(phone, "to-carol", carol.id());
      phone.next(BodyCase.CALL_INITIATED);
    }
  }

  @Test
  void anInvitationCountsAsARing() {
    addProfiles();
    try (Client phone = Client.registered(alice, "phone")) {
      ringOften(phone);
      phone.send(
          "{'type':'invite','callId':'%s','payload':{'userIds':['%s']}}"
              .formatted(UUID.randomUUID(), bob.id()));
      phone.nextError(ErrorCode.RATE_LIMITED);
    }
  }

  @Test
  void anAnsweredRingDoesNotCount() {
    addProfiles();
    try (Client phone = Client.registered(alice, "phone")) {
      ringOften(phone);
      CallCommand last = services.command(command -> hasKey(command, "29"));
      services.deliver(
          last.getSender().getDevice(),
          SignalingMessage.newBuilder()
              .setCallId(last.getCallId())
              .setCallAnswered(
                  CallAnswered.newBuilder().setBy(AnsweredBy.newBuilder().setUserId(bob.id())))
              .build());
      phone.next(BodyCase.CALL_ANSWERED);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                initiate(phone, "once-more", bob.id());
                return phone.next().hasCallInitiated();
              });
    }
  }

  @Test
  void ringingTooManyUsersIsRefused() {
    try (Client phone = Client.registered(alice, "phone")) {
      for (int group = 0; group < 9; group++) {
        initiateGroup(phone, "group-" + group);
        phone.next(BodyCase.CALL_INITIATED);
      }
      initiateGroup(phone, "one-more");
      phone.nextError(ErrorCode.RATE_LIMITED);
    }
  }

  private void addProfiles() {
    List.of(alice, bob, carol).forEach(services::known);
  }

  private void ringOften(Client caller) {
    for (int i = 0; i < MAX_RINGS_PER_USER; i++) {
      initiate(caller, Integer.toString(i), bob.id());
      caller.next(BodyCase.CALL_INITIATED);
    }
  }

  private static boolean hasKey(CallCommand command, String key) {
    return command.getPlaceCall().getIdempotencyKey().equals(key);
  }

  private static void initiate(Client caller, String key, String callee) {
    caller.send(
        "{'type':'initiate_call','idempotencyKey':'%s','payload':{'callType':'audio','calleeId':'%s'}}"
            .formatted(key, callee));
  }

  /// Calls 31 users whom account-service knows, because their ids end in `a`.
  private static void initiateGroup(Client caller, String key) {
    String callees =
        Stream.generate(() -> "'" + UUID.randomUUID().toString().substring(0, 35) + "a'")
            .limit(31)
            .collect(Collectors.joining(","));
    caller.send(
        "{'type':'initiate_call','idempotencyKey':'%s','payload':{'callType':'audio','calleeIds':[%s]}}"
            .formatted(key, callees));
  }
}
