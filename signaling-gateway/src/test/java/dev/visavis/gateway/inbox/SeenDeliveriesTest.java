package dev.visavis.gateway.inbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeenDeliveriesTest {
  @Test
  void theSameDeliveryIsNewOnce() {
    SeenDeliveries seen = new SeenDeliveries(10);
    assertTrue(seen.isNew("a"));
    assertFalse(seen.isNew("a"));
  }

  @Test
  void aDeliveryWithoutAnIdIsAlwaysNew() {
    SeenDeliveries seen = new SeenDeliveries(10);
    assertTrue(seen.isNew(""));
    assertTrue(seen.isNew(""));
  }

  @Test
  void theLatestDeliveriesAreRemembered() {
    SeenDeliveries seen = new SeenDeliveries(1_000);
    for (int i = 0; i < 10_000; i++) {
      assertTrue(seen.isNew("delivery-" + i));
      assertFalse(seen.isNew("delivery-" + Math.max(0, i - 999)));
    }
  }

  @Test
  void theOldestDeliveriesAreForgotten() {
    SeenDeliveries seen = new SeenDeliveries(2);
    for (String id : List.of("a", "b", "c", "d")) {
      assertTrue(seen.isNew(id));
    }
    assertFalse(seen.isNew("d"));
    assertFalse(seen.isNew("c"));
    assertTrue(seen.isNew("a"));
  }
}
