package dev.visavis.gateway.inbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeenDeliveriesTest {
  @Test
  void theSameDeliveryIsNewOnce() {
    SeenDeliveries seen = new SeenDeliveries(10);
    assertTrue(seen.isNew("a"));
    assertFalse(seen.isNew("a"));
  }

  @Test
  void whatHasNoIdIsAlwaysNew() {
    SeenDeliveries seen = new SeenDeliveries(10);
    assertTrue(seen.isNew(""));
    assertTrue(seen.isNew(""));
  }

  @Test
  void theOldestIsForgottenFirst() {
    SeenDeliveries seen = new SeenDeliveries(2);
    seen.isNew("a");
    seen.isNew("b");
    seen.isNew("c");
    assertFalse(seen.isNew("c"));
    assertFalse(seen.isNew("b"));
    assertTrue(seen.isNew("a"));
  }
}
