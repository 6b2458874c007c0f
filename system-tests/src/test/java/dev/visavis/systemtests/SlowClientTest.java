package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.EdgeCheck;
import dev.visavis.systemtests.support.Http1;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.RawSignaling;
import dev.visavis.systemtests.support.Sdp;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Attacks on the edge by clients that send or read slowly. They disturb nobody, so that other
/// tests run beside them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientTest {
  /// After this time the rate limit allows a burst again.
  private static final Duration REFILL = Duration.ofSeconds(5);

  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final EdgeCheck check = new EdgeCheck(stack, alice, bob);

  @AfterEach
  void callsStillWork() {
    check.callsStillWork();
  }

  /// The edge times out after 20 s, plus a second for each 64 KiB.
  @Test
  void aBodySentByteByByteTimesOut() throws IOException {
    try (Socket socket = Http1.open(stack)) {
      socket.setSoTimeout(500);
      String request = "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n";
      int status = Http1.ask(socket, request + "Content-Length: 1000\r\n\r\n");
      for (int sent = 0; status == 0 && sent < 120; sent++) {
        status = Http1.ask(socket, "x");
      }
      assertEquals(408, status);
    }
  }

  /// The gateway counts only bytes that the kernel has not accepted, so 21 MiB or more are sent.
  /// It closes the socket long before its second ping is due.
  @Test
  void offersToAClientThatReadsNothingCostOnlyThatClient() throws IOException {
    try (RawSignaling laptop = RawSignaling.registered(stack, alice, "laptop");
        RawSignaling phone = RawSignaling.registered(stack, bob, "phone")) {
      String callId = laptop.initiate(bob);
      phone.await("ring", callId);
      phone.send("answer_call", callId, Sdp.OFFER);
      laptop.await("call_answered", callId);
      ObjectNode sdp = Json.object("type", "offer", "sdp", "v".repeat(120 * 1024));
      boolean lost = false;
      for (int burst = 0; burst < 4 && !lost; burst++) {
        for (int i = 0; i < 180; i++) { // as many as the rate limit allows at once
          laptop.send("offer", callId, Json.object("sdp", sdp));
        }
        lost = laptop.reads("call_state", "\"reconnecting\"", REFILL);
      }
      assertEquals(1013, phone.closeCode());
      laptop.send("end_call", callId, Json.object());
      laptop.await("call_ended", callId);
    }
  }
}
