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

/// The socket of somebody in a call breaks again and again, and comes back at once: `resumed: true`
/// means that nothing is missing.
class FlappingTest {
  private static final int ROUNDS = 24;
  private static final int AT_ONCE = 5;

  private static final long PAUSE_MS = 150;

  private final Person alice = Person.signUp(Stack.shared(), "Alice");
  private final Person bob = Person.signUp(Stack.shared(), "Bob");
  private final List<Device> devices = new ArrayList<>();

  /// The numbers of the candidates that Bob must have got since he was last told that something
  /// may be missing.
  private final Set<Integer> heard = new HashSet<>();

  private final Set<Integer> refused = new HashSet<>();

  private Device laptop;
  private Device phone;
  private String callId;
  private int said;
  private int last;
  private int mustHearFrom = 1;

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
  void whatIsSaidMeanwhileArrivesOrTheDeviceIsToldThatItMayNot() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      say(AT_ONCE);
      take();
      phone.drop();
      say(AT_ONCE);
      phone = open(Device.connect(Stack.shared().signaling(), bob.token()));
      resume(phone.register("phone"));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // what flaps in the test, not what it waits for
    }
    Await.until("a candidate arrives that is behind all others", this::comesThrough);
    for (int number = mustHearFrom; number <= said; number++) {
      assertTrue(
          heard.contains(number) || refused().contains(number),
          "#" + number + " of " + said + " is missing: " + heard);
    }
  }

  /// While much is waiting, a candidate may be refused; its sender says it again.
  private @Nullable Boolean comesThrough() {
    if (last == 0 || refused().contains(last)) {
      last = say(1);
    }
    return take().contains(last) ? true : null;
  }

  /// The numbers of the candidates that the laptop was told to say again.
  private Set<Integer> refused() {
    for (JsonNode error : laptop.takeAll("error", callId)) {
      refused.add(error.path("requestId").asInt());
    }
    return refused;
  }

  /// The call is named each time: a gateway that has waited for 8 s in vain leaves it out, so
  /// `registered` came before that.
  private void resume(JsonNode registered) {
    JsonNode calls = registered.path("payload").path("calls");
    assertEquals(1, calls.size(), registered::toString);
    assertEquals(callId, calls.path(0).path("callId").asText());
    if (!calls.path(0).path("resumed").asBoolean()) {
      mustHearFrom = said + 1;
    }
  }

  /// The number of the last one.
  private int say(int count) {
    for (int i = 0; i < count; i++) {
      ObjectNode candidate = Json.object("candidate", "candidate:" + ++said, "sdpMid", "0");
      ObjectNode payload = Json.object();
      payload.set("candidate", candidate);
      ObjectNode message = Json.object("type", "ice_candidate", "callId", callId);
      message.put("requestId", Integer.toString(said));
      message.set("payload", payload);
      laptop.sendText(message.toString());
    }
    return said;
  }

  private Set<Integer> take() {
    for (JsonNode message : phone.takeAll("ice_candidate", callId)) {
      String line = message.at("/payload/candidate/candidate").asText();
      heard.add(Integer.valueOf(line.substring(line.indexOf(':') + 1)));
    }
    return heard;
  }
}
