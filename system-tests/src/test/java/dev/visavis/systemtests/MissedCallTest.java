package dev.visavis.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visavis.systemtests.support.Device;
import dev.visavis.systemtests.support.Person;
import dev.visavis.systemtests.support.Stack;
import org.junit.jupiter.api.Test;

/// The missed-call badge on all devices of the callee.
class MissedCallTest {
  private final Stack stack = Stack.shared();
  private final Person alice = Person.signUp(stack, "Alice");
  private final Person bob = Person.signUp(stack, "Bob");
  private final Device laptop = alice.device("laptop");
  private final Device phone = bob.deviceAwayFrom(laptop, "phone");

  @Test
  void allDevicesShowAMissedCallUntilOneHasSeenIt() {
    awaitBadge(phone, 0);
    String callId = laptop.initiate(bob);
    phone.awaitEnd(callId, "missed");
    awaitBadge(phone, 1);

    Device tablet = bob.device("tablet");
    awaitBadge(tablet, 1);
    assertEquals(1, missed(bob));
    assertEquals(0, missed(alice));

    Person.send(stack, "PUT", "/api/calls/missed/seen", bob.token(), null);
    awaitBadge(phone, 0);
    awaitBadge(tablet, 0);
    assertEquals(0, missed(bob));
  }

  @Test
  void aUserWhoWasOfflineHasTheMissedCallOnTheBadge() {
    Person carol = Person.signUp(stack, "Carol");
    laptop.awaitEnd(laptop.initiate(carol), "unavailable");

    awaitBadge(carol.device("phone"), 1);
  }

  private static int missed(Person person) {
    return person.getJson("/api/calls/missed").path("count").asInt();
  }

  private static JsonNode awaitBadge(Device device, int count) {
    return device.await("missed_calls", m -> m.at("/payload/count").asInt(-1) == count);
  }
}
