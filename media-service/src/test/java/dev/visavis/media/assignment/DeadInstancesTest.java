package dev.visavis.media.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadInstancesTest {
  private static final Lease LIVE = new Lease("live", "i1", 6, 1, 0);
  private static final Leases ONE_GONE = new Leases(Set.of("live", "gone"), List.of(LIVE));

  private final DeadInstances dead = new DeadInstances(0);

  @Test
  void anInstanceIsDeadOnceItsLeaseIsMissingTwice() {
    assertEquals(List.of(), dead.look(ONE_GONE, 10_000));
    assertEquals(List.of("gone"), dead.look(ONE_GONE, 10_500));
  }

  @Test
  void anInstanceThatComesBackIsNotDead() {
    Leases both =
        new Leases(Set.of("live", "gone"), List.of(LIVE, new Lease("gone", "i2", 7, 1, 0)));
    dead.look(ONE_GONE, 10_000);
    dead.look(both, 10_500);

    assertEquals(List.of(), dead.look(ONE_GONE, 11_000));
  }

  @Test
  void nobodyIsDeadRightAfterTheStart() {
    dead.look(ONE_GONE, 1_000);

    assertEquals(List.of(), dead.look(ONE_GONE, 2_999));
    assertEquals(List.of("gone"), dead.look(ONE_GONE, 3_000));
  }

  @Test
  void afterAnOutageTheLivingHaveTimeToRenewTheirLeases() {
    dead.look(ONE_GONE, 10_000);
    dead.blind(10_500);

    assertEquals(List.of(), dead.look(ONE_GONE, 11_000));
    assertEquals(List.of(), dead.look(ONE_GONE, 13_400));
    assertEquals(List.of("gone"), dead.look(ONE_GONE, 13_500));
  }
}
