package dev.visavis.gateway.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.gateway.support.Client;
import dev.visavis.gateway.support.GatewayTest;
import dev.visavis.gateway.support.Person;
import dev.visavis.gateway.support.RawSocket;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SocketLimitsTest extends GatewayTest {
  private final Person alice = Person.named("Alice");
  private final String callId = UUID.randomUUID().toString();

  @Test
  void aTooFastClientIsRefusedAndThenClosed() throws IOException {
    String message = "{\"type\":\"ringing\",\"requestId\":\"r\",\"callId\":\"" + callId + "\"}";
    try (RawSocket fast = new RawSocket(alice)) {
      fast.sendText(message.getBytes(UTF_8), 800);
      assertEquals(4008, fast.closeCode());
      List<String> refusals =
          fast.texts().stream().filter(text -> text.contains("RATE_LIMITED")).toList();
      assertTrue(refusals.size() >= 200, "refused " + refusals.size() + " times");
      String refusal = refusals.getFirst();
      assertTrue(refusal.contains("retryAfterMs"), refusal);
      assertTrue(refusal.contains("\"requestId\":\"r\""), refusal);
      assertTrue(refusal.contains(callId), refusal);
    }
  }

  @Test
  void aClientThatPingsWithoutEndIsClosed() throws IOException {
    try (RawSocket pinging = new RawSocket(alice)) {
      pinging.send(RawSocket.PING, new byte[100], 2_000);
      assertEquals(4008, pinging.closeCode());
      assertTrue(pinging.pongs() <= 300, "answered " + pinging.pongs() + " times");
    }
  }

  @Test
  void aClientThatSendsContinuationsWithoutEndIsClosed() throws IOException {
    try (RawSocket piecemeal = new RawSocket(alice)) {
      piecemeal.send(RawSocket.FIRST_OF_TEXT, "{".getBytes(UTF_8), 1);
      piecemeal.send(RawSocket.CONTINUATION, " ".getBytes(UTF_8), 2_000);
      assertEquals(4008, piecemeal.closeCode());
    }
  }

  @Test
  void aSocketThatDoesNotAnswerPingsIsClosed() throws IOException {
    try (RawSocket silent = new RawSocket(alice)) {
      silent.sendText(
          "{\"type\":\"register\",\"payload\":{\"deviceId\":\"silent\"}}".getBytes(UTF_8));
      assertEquals(1011, silent.closeCode());
    }
    services.device(e -> e.hasOffline() && e.getDevice().getUserId().equals(alice.id()));
  }

  @Test
  void aSocketThatAnswersPingsStaysOpen() {
    try (Client client = Client.registered(alice, "phone");
        Client silent = Client.of(Person.named("Nobody"))) {
      silent.closed(); // takes several heartbeats
      assertTrue(client.isOpen());
    }
  }

  @Test
  void aClientThatReadsTooSlowlyIsClosed() throws IOException {
    try (RawSocket slow = new RawSocket(alice)) {
      slow.sendText("{\"type\":\"register\",\"payload\":{\"deviceId\":\"slow\"}}".getBytes(UTF_8));
      DeviceRoute route =
          services.device(e -> e.getDevice().getUserId().equals(alice.id())).getDevice();
      String sdp = "v".repeat(120 * 1024);
      SignalingMessage offer =
          SignalingMessage.newBuilder()
              .setCallId(callId)
              .setOffer(Offer.newBuilder().setSdp(SessionDescription.newBuilder().setSdp(sdp)))
              .build();
      for (int i = 0; i < 200; i++) {
        services.deliver(route, offer);
      }
      services.device(e -> e.hasOffline() && e.getDevice().getUserId().equals(alice.id()));
    }
  }
}
