package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Http1;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// An attack on the edge that takes long and disturbs nobody, so that other tests run beside it.
class SlowRequestTest {
  private final Stack stack = Stack.shared();

  /// The edge times out after 20 s, plus a second for each 64 KiB.
  @Test
  void aBodySentByteByByteTimesOut() throws IOException {
    long edge = stack.process("edge").pid();
    try (Socket socket = Http1.open(stack)) {
      socket.setSoTimeout(500);
      String request = "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n";
      int status = Http1.ask(socket, request + "Content-Length: 1000\r\n\r\n");
      for (int sent = 0; status == 0 && sent < 120; sent++) {
        status = Http1.ask(socket, "x");
      }
      assertEquals(408, status);
    }
    assertEquals(edge, stack.process("edge").pid(), "the edge was restarted");
    callsStillWork();
  }

  private void callsStillWork() {
    Person bob = Person.signUp(stack, "Bob");
    try (Device laptop = Person.signUp(stack, "Alice").device("laptop");
        Device phone = bob.device("phone")) {
      String callId = laptop.initiate(bob);
      phone.await("ring", callId);
      laptop.send("end_call", callId);
      phone.awaitEnd(callId, "cancelled");
    }
  }
}
