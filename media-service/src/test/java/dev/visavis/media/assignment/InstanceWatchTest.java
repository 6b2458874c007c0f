package dev.visavis.media.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.support.ManualLoop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceWatchTest {
  private final ManualLoop loop = new ManualLoop();
  private final MemoryBoard board = new MemoryBoard(loop);

  private void liveUntilNow(String id) {
    board.renew(new Lease(id, "dead", 7, 1, 1));
    board.addRoom(id, "call-1", new LeaseBoard.HeldRoom(4, "dead"));
  }

  @Test
  void theRoomsOfADeadInstanceAreReportedWithinFourSeconds() {
    Instance one = new Instance(loop, board, "media-6", "i6").watching();
    loop.advance(10_000);
    liveUntilNow("media-7");

    loop.advance(2_900);
    assertEquals(List.of(), one.written());
    loop.advance(1_100);

    assertEquals(List.of("lost call-1 4"), one.written());
    assertEquals(Map.of(), board.rooms("media-7"));
    loop.advance(1_000);
    assertFalse(board.known().contains("media-7"));
  }

  @Test
  void ofTwoSurvivorsOneReports() {
    Instance one = new Instance(loop, board, "media-6", "i6").watching();
    Instance two = new Instance(loop, board, "media-8", "i8").watching();
    loop.advance(10_000);
    liveUntilNow("media-7");

    loop.advance(5_000);

    assertEquals(1, one.written().size() + two.written().size());
  }

  @Test
  void aRestartedInstanceReportsTheRoomsOfItsFormerProcess() {
    board.addRoom("media-6", "call-1", new LeaseBoard.HeldRoom(2, "former"));
    Instance one = new Instance(loop, board, "media-6", "i6").watching();

    loop.advance(10);

    assertEquals(List.of("lost call-1 2"), one.written());
  }

  @Test
  void nobodyIsDeclaredDeadBecauseRedisWasAway() {
    Instance one = new Instance(loop, board, "media-6", "i6").watching();
    Instance two = new Instance(loop, board, "media-8", "i8").watching();
    one.hear(Events.requested("call-1", 1));
    two.hear(Events.requested("call-2", 1));
    int before = one.written().size() + two.written().size();
    loop.advance(10_000);

    board.away(true);
    loop.advance(20_000);
    board.away(false);
    loop.advance(10_000);

    assertEquals(before, one.written().size() + two.written().size());
  }

  @Test
  void aLeaseSaysHowManyMediaServersAreUp() {
    Instance one = new Instance(loop, board, "media-6", "i6");
    one.first().up(false);

    Lease lease = one.assigner().lease();

    assertEquals(1, lease.servers());
    assertEquals(lease, Lease.parse(lease.toJson()).orElseThrow());
    assertTrue(Lease.parse("nonsense").isEmpty());
  }
}
