package dev.visavis.media.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final int CALLS = 3_000;

  @Test
  void theOwnerDoesNotDependOnTheOrder() {
    assertEquals(
        Rendezvous.ownerOf("call", List.of("media-6", "media-7")),
        Rendezvous.ownerOf("call", List.of("media-7", "media-6")));
    assertEquals(Optional.empty(), Rendezvous.ownerOf("call", List.of()));
  }

  @Test
  void theCallsAreSpreadEvenly() {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < CALLS; i++) {
      String owner =
          Rendezvous.ownerOf("call-" + i, List.of("media-6", "media-7", "media-8")).orElseThrow();
      counts.merge(owner, 1, Integer::sum);
    }

    assertEquals(3, counts.size());
    assertTrue(
        counts.values().stream().allMatch(count -> count > CALLS / 4), () -> counts.toString());
  }

  @Test
  void anInstanceThatGoesMovesOnlyItsOwnCalls() {
    for (int i = 0; i < CALLS; i++) {
      String call = "call-" + i;
      String owner =
          Rendezvous.ownerOf(call, List.of("media-6", "media-7", "media-8")).orElseThrow();
      if (!owner.equals("media-8")) {
        assertEquals(Optional.of(owner), Rendezvous.ownerOf(call, List.of("media-6", "media-7")));
      }
    }
  }
}
