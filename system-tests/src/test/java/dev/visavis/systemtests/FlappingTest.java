package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visavis.systemtests.support.Await;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Json;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The socket of a joined device breaks again and again and reconnects at once. `resumed: true`
/// promises that no message is lost.
@Isolated
class FlappingTest {
  private static final int ROUNDS = 24;
  private static final int AT_ONCE = 5;

  private static final long PAUSE_MS = 150;

  private final Person alice = Person.signUp(Stack.shared(), "Alice");
  private final Person bob = Person.signUp(Stack.shared(), "Bob");
  private final List<Device> devices = new ArrayList<>();

  /// The numbers of the candidates that Bob's phone has received.
  private final Set<Integer> received = new HashSet<>();

  private final Set<Integer> refused = new HashSet<>();

  private Device laptop;
  private Device phone;
  private String callId;
  private int sent;
  private int last;

  /// The first candidate that may not be missing: all after the last `resumed: false`.
  private int mustReceiveFrom = 1;

  @BeforeEach
  void call() {
    laptop = open(alice.device("laptop"));
    phone = open(bob.device("phone"));
    callId = laptop.initiate(bob);
    phone.await("ring", callId);
    phone.send("answer_call", callId);
    laptop.await("call_answered", callId);
    phone.await("call_state", callId);
  }

  @AfterEach
  void close() {
    devices.forEach(Device::close);
  }

  private Device open(Device device) {
    devices.add(device);
    return device;
  }

  @Test
  void noCandidateIsLostUnlessResumedIsFalse() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      send(AT_ONCE);
      take();
      phone.drop();
      send(AT_ONCE);
      phone = open(Device.connect(Stack.shared().signaling(), bob.token()));
      resume(phone.register("phone"));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // the scenario: the time between two breaks
    }
    Await.until("a candidate arrives that was sent after all others", this::comesThrough);
    for (int number = mustReceiveFrom; number <= sent; number++) {
      assertTrue(
          received.contains(number) || refused().contains(number),
          "#" + number + " of " + sent + " is missing: " + received);
    }
  }

  /// A candidate may be refused while many messages wait; then another one is sent.
  private @Nullable Boolean comesThrough() {
    if (last == 0 || refused().contains(last)) {
      last = send(1);
    }
    return take().contains(last) ? true : null;
  }

  /// The numbers of the candidates that were refused with an error.
  private Set<Integer> refused() {
    for (JsonNode error : laptop.takeAll("error", callId)) {
      refused.add(error.path("requestId").asInt());
    }
    return refused;
  }

  /// Each `registered` must contain the call. A gateway leaves it out if call-service does not
  /// reply within 8 s, so the reply came in time.
  private void resume(JsonNode registered) {
    JsonNode calls = registered.path("payload").path("calls");
    assertEquals(1, calls.size(), registered::toString);
    assertEquals(callId, calls.path(0).path("callId").asText());
    if (!calls.path(0).path("resumed").asBoolean()) {
      mustReceiveFrom = sent + 1;
    }
  }

  /// Sends candidates; returns the number of the last one.
  private int send(int count) {
    for (int i = 0; i < count; i++) {
      ObjectNode candidate = Json.object("candidate", "candidate:" + ++sent, "sdpMid", "0");
      ObjectNode payload = Json.object();
      payload.set("candidate", candidate);
      ObjectNode message = Json.object("type", "ice_candidate", "callId", callId);
      message.put("requestId", Integer.toString(sent));
      message.set("payload", payload);
      laptop.sendText(message.toString());
    }
    return sent;
  }

  private Set<Integer> take() {
    for (JsonNode message : phone.takeAll("ice_candidate", callId)) {
      String line = message.at("/payload/candidate/candidate").asText();
      received.add(Integer.valueOf(line.substring(line.indexOf(':') + 1)));
    }
    return received;
  }
}
