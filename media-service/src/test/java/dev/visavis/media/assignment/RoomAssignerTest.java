package dev.visavis.media.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.room.CallRoom;
import dev.visavis.media.room.DeviceId;
import dev.visavis.media.room.StreamKind;
import dev.visavis.media.support.FakeRoom;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.DeviceRoute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomAssignerTest {
  private static final String CALL = "call-1";

  private final ManualLoop loop = new ManualLoop();
  private final MemoryBoard board = new MemoryBoard(loop);
  private final Instance one = new Instance(loop, board, "media-6", "i6");

  @Test
  void aRequestIsAnsweredWithARoomAndItsAddress() {
    one.hear(Events.requested(CALL, 1));

    assertEquals(List.of("assigned call-1 1"), one.written());
    CallCommand command = one.log().commands().getFirst();
    assertEquals("room:call-1:1:media-6", command.getCommandId());
    assertEquals(3, command.getMinReader());
    DeviceRoute route = command.getRoomAssigned().getRoute();
    assertEquals("sfu", route.getUserId());
    assertEquals("media-6", route.getDeviceId());
    assertEquals(9, route.getGateway());
    assertEquals("call-1/1", route.getConnectionId());
    assertEquals("media-6-janus-1", command.getRoomAssigned().getMediaServer());
    assertEquals(Map.of(CALL, new LeaseBoard.HeldRoom(1, "i6")), board.rooms("media-6"));
  }

  @Test
  void theLeastLoadedMediaServerGetsTheRoom() {
    one.first().load(10);
    one.second().load(3);

    one.hear(Events.requested(CALL, 1));

    assertEquals(1, one.second().rooms().size());
  }

  /// One that drains has fewer and fewer connections, and would be the least loaded forever.
  @Test
  void aMediaServerThatRefusesARoomComesLast() {
    one.first().drain();
    one.second().load(3);

    one.hear(Events.requested(CALL, 1));
    loop.advance(1_000);
    one.hear(Events.requested("call-2", 1));

    assertEquals(List.of("assigned call-1 1", "assigned call-2 1"), one.written());
    assertEquals(2, one.second().rooms().size());
  }

  @Test
  void ofTwoInstancesOneAnswers() {
    Instance two = new Instance(loop, board, "media-7", "i7");
    one.watching();
    two.watching();
    loop.advance(1_000);

    for (int i = 0; i < 40; i++) {
      one.hear(Events.requested("call-" + i, 1));
      two.hear(Events.requested("call-" + i, 1));
    }

    assertEquals(40, one.written().size() + two.written().size());
    assertTrue(one.written().size() > 5, () -> "media-6 has " + one.written());
    assertTrue(two.written().size() > 5, () -> "media-7 has " + two.written());
  }

  @Test
  void anotherInstanceAnswersOnceTheOwnerIsDead() {
    Instance two = new Instance(loop, board, "media-7", "i7").watching();
    board.renew(new Lease("media-6", "i6", 6, 1, 0));
    List<String> calls = IntStream.range(0, 10).mapToObj(i -> "call-" + i).toList();

    calls.forEach(call -> two.hear(Events.requested(call, 1)));
    assertTrue(two.written().size() < 10, () -> "media-7 has " + two.written());
    loop.advance(4_000);

    assertEquals(10, two.written().size());
  }

  @Test
  void anInstanceWithoutAMediaServerDoesNotAnswerUntilItHasOne() {
    one.first().up(false);
    one.second().up(false);
    one.hear(Events.requested(CALL, 1));
    assertEquals(List.of(), one.written());

    one.second().up(true);

    assertEquals(List.of("assigned call-1 1"), one.written());
  }

  @Test
  void anOldRequestIsNotAnswered() {
    one.first().up(false);
    one.second().up(false);
    one.hear(Events.requested(CALL, 1));
    loop.advance(10_000);

    one.second().up(true);

    assertEquals(List.of(), one.written());
  }

  @Test
  void theLoserFreesItsRoom() {
    one.hear(Events.requested(CALL, 1));

    one.hear(Events.assigned(CALL, 1, "media-7"));

    assertEquals(0, one.first().rooms().size());
    assertTrue(one.table().of(CALL).isEmpty());
    assertEquals(Map.of(), board.rooms("media-6"));
  }

  @Test
  void theWinnerKeepsItsRoomAndOneThatIsNeverConfirmedIsFreed() {
    one.hear(Events.requested(CALL, 1));
    one.hear(Events.requested("call-2", 1));
    one.hear(Events.assigned(CALL, 1, "media-6"));

    loop.advance(10_000);

    assertTrue(one.table().of(CALL).isPresent());
    assertTrue(one.table().of("call-2").isEmpty());
  }

  @Test
  void aRoomThatIsReleasedOrWhoseCallEndsIsFreed() {
    one.hear(Events.requested(CALL, 1));
    one.hear(Events.requested("call-2", 1));

    one.hear(Events.released(CALL, 1));
    one.hear(Events.ended("call-2"));

    assertEquals(0, one.first().rooms().size() + one.second().rooms().size());
    assertEquals(Map.of(), board.rooms("media-6"));
  }

  @Test
  void theRoomsOfADeadMediaServerAreReportedAndReplacedOnTheOther() {
    one.hear(Events.requested(CALL, 1));

    one.first().up(false);
    assertEquals(List.of("assigned call-1 1", "lost call-1 1"), one.written());

    one.hear(Events.lost(CALL, 1));
    one.hear(Events.requested(CALL, 2));
    assertEquals("assigned call-1 2", one.written().getLast());
    assertEquals(1, one.second().rooms().size());
    assertEquals(Map.of(CALL, new LeaseBoard.HeldRoom(2, "i6")), board.rooms("media-6"));
  }

  @Test
  void theRoomOfALostGenerationIsFreedButNotANewerOne() {
    one.hear(Events.requested(CALL, 2));

    one.hear(Events.lost(CALL, 1));
    assertTrue(one.table().of(CALL).isPresent());

    one.hear(Events.lost(CALL, 2));
    assertTrue(one.table().of(CALL).isEmpty());
  }

  @Test
  void requestsAreAnsweredWhileRedisIsAway() {
    board.away(true);

    one.hear(Events.requested(CALL, 1));

    assertEquals(List.of("assigned call-1 1"), one.written());
  }

  /// A participant who joins sends sound until they say otherwise; no event says so.
  @Test
  void aUserWhoMutedAndLeftIsHeardWhenTheyJoinAgain() {
    one.hear(Events.requested(CALL, 1));
    DeviceId bob = new DeviceId("bob", "phone");
    one.hear(Events.microphone(CALL, "bob", false));
    one.hear(Events.left(CALL, "bob"));
    one.hear(Events.joined(CALL, "bob"));

    CallRoom room = one.table().of(CALL).orElseThrow();
    FakeRoom sfu = one.first().room();
    String offer = "o=- 1 1 x\nm=audio 9 x\na=mid:0\n";
    room.offer(new DeviceId("alice", "laptop"), StreamKind.PUBLISH, offer);
    room.offer(bob, StreamKind.PUBLISH, offer);
    sfu.connectAll();

    assertEquals("bob", sfu.subscribes().getFirst().sources().values().iterator().next().userId());
  }

  @Test
  void aRoomThatNoCallNeedsIsDestroyedAtTheThirdLook() {
    one.hear(Events.requested(CALL, 1));
    one.first().leave("old-call/3/media-6");
    one.first().leave("call-of-another/1/media-7");
    one.first().leave("call-of-a-dead-one/1/media-8");
    one.first().leave("not-ours");
    board.renew(new Lease("media-7", "i7", 7, 1, 1));
    one.hear(Events.requested("call-2", 1));

    one.sweep();
    one.sweep();
    assertEquals(List.of(), one.first().destroyed());
    one.sweep();

    assertEquals(
        Set.of("old-call/3/media-6", "call-of-a-dead-one/1/media-8"),
        Set.copyOf(one.first().destroyed()));
  }
}
