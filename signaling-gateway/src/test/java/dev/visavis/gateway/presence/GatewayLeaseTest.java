package dev.visavis.gateway.presence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.SignalingMessage.BodyCase;
import dev.visavis.support.PresenceKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GatewayLeaseTest extends GatewayTest {
  @Inject Redis leases;

  private final Person alice = Person.named("Alice");

  @Test
  void devicesOfAGatewayDeclaredDeadRegisterInItsNewIncarnation() {
    try (Client phone = Client.registered(alice, "phone")) {
      DeviceRoute before = online();
      redis(
          Request.cmd(Command.SET)
              .arg(PresenceKeys.deadIncarnation(before.getIncarnation()))
              .arg("2026-01-01T00:00:00Z"));
      phone.next(BodyCase.RECONNECT);
      try (Client back = Client.registered(alice, "phone")) {
        DeviceRoute now = online();
        assertNotEquals(before.getIncarnation(), now.getIncarnation());
        assertEquals(now.getIncarnation(), String.valueOf(lease(now)));
        assertEquals(4009, phone.closed().code());
        assertTrue(back.isOpen());
      }
    }
  }

  @Test
  void onlySocketsOfTheOldIncarnationAreClosedAtTheDeadline() {
    Person bob = Person.named("Bob");
    try (Client stubborn = Client.registered(alice, "phone")) {
      DeviceRoute before = online();
      redis(
          Request.cmd(Command.SET)
              .arg(PresenceKeys.deadIncarnation(before.getIncarnation()))
              .arg("2026-01-01T00:00:00Z"));
      stubborn.next(BodyCase.RECONNECT);
      try (Client newcomer = Client.registered(bob, "phone")) {
        assertEquals(4010, stubborn.closed().code());
        newcomer.register("phone");
      }
    }
  }

  @Test
  void aLeaseLostByRedisIsRenewedAndDevicesStay() {
    try (Client phone = Client.registered(alice, "phone")) {
      DeviceRoute before = online();
      redis(Request.cmd(Command.DEL).arg(PresenceKeys.gatewayLease(before.getGateway())));
      await().until(() -> lease(before) != null);
      assertEquals(before.getIncarnation(), String.valueOf(lease(before)));
      assertTrue(phone.isOpen());
      phone.register("phone");
      assertEquals(before.getIncarnation(), online().getIncarnation());
      assertEquals(0, phone.unread());
    }
  }

  @Test
  void callsAreRefusedWhileLeasesAreMissing() {
    Person bob = Person.named("Bob");
    services.known(bob);
    try (Client laptop = Client.registered(alice, "laptop");
        Client phone = Client.registered(bob, "phone")) {
      redis(Request.cmd(Command.DEL).arg(PresenceKeys.gatewayLease(online().getGateway())));
      initiate(laptop, bob, "refused");
      assertTrue(laptop.nextError(ErrorCode.UNAVAILABLE).getError().getRetryAfterMs() > 0);
      await()
          .until(
              () -> {
                initiate(laptop, bob, "again");
                return laptop.next().hasCallInitiated();
              });
      phone.next(BodyCase.RING);
    }
  }

  private static void initiate(Client from, Person to, String key) {
    from.send(
        "{'type':'initiate_call','idempotencyKey':'"
            + key
            + "','payload':{'callType':'audio','calleeId':'"
            + to.id()
            + "'}}");
  }

  private DeviceRoute online() {
    return services
        .device(e -> e.hasOnline() && e.getDevice().getUserId().equals(alice.id()))
        .getDevice();
  }

  private @Nullable Response lease(DeviceRoute route) {
    return redis(Request.cmd(Command.GET).arg(PresenceKeys.gatewayLease(route.getGateway())));
  }

  private @Nullable Response redis(Request request) {
    return leases.send(request).toCompletionStage().toCompletableFuture().join();
  }
}
