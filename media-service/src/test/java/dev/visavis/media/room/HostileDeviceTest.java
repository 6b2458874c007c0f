package dev.visavis.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.MediaKind;
import dev.visavis.media.layers.Layer;
import dev.visavis.media.layers.Tile;
import dev.visavis.media.layers.View;
import dev.visavis.media.speakers.Sounds;
import dev.visavis.media.support.FakeRoom;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.media.support.RecordedMessages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A device that does what ours never does, or what it does too late.
class HostileDeviceTest {
  private static final DeviceId ALICE = new DeviceId("alice", "laptop");
  private static final DeviceId BOB = new DeviceId("bob", "phone");
  private static final DeviceId MALLORY = new DeviceId("mallory", "phone");

  private final ManualLoop loop = new ManualLoop();
  private final FakeRoom sfu = FakeRoom.open();
  private final RecordedMessages messages = new RecordedMessages();
  private final CallRoom room =
      new CallRoom(new RoomKey("call", 1), sfu, messages, loop, new Sounds());

  @BeforeEach
  void join() {
    room.offer(ALICE, StreamKind.PUBLISH, offer(1));
    room.offer(BOB, StreamKind.PUBLISH, offer(2));
    sfu.connectAll();
    messages.log().clear();
  }

  private static String offer(int session) {
    return "o=- "
        + session
        + " 1 IN IP4 0.0.0.0\nm=audio 9 x 1\na=mid:0\nm=video 9 x 1\na=mid:1\nm=video 9 x 1\na=mid:2\n";
  }

  private static View shows(String userId, int height) {
    return new View(List.of(new Tile(userId, MediaKind.CAMERA, height)));
  }

  private Set<String> received(DeviceId device) {
    return messages.tracks(device).stream()
        .map(track -> track.userId() + " " + track.kind().wireName())
        .collect(Collectors.toSet());
  }

  @Test
  void anOfferWithAHundredSectionsDoesNotReachTheMediaServer() {
    room.offer(MALLORY, StreamKind.PUBLISH, "o=- 9 1 x\n" + "m=video 9 x 1\n".repeat(100));

    assertEquals(List.of("phone: failed: the offer has more than 8 sections"), messages.log());
    assertEquals(2, sfu.publishes().size());
    assertEquals(2, room.size());
  }

  @Test
  void anAnswerWithAThousandCandidatesDoesNotReachTheMediaServer() {
    room.answer(ALICE, "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n".repeat(1_000));

    assertEquals(List.of("laptop: failed: the answer has too many candidates"), messages.log());
    assertEquals(List.of(), sfu.subscribes().getFirst().answers());
  }

  @Test
  void aMessageThatArrivesAfterItsDeviceHasLeftDoesNotBringItBack() {
    room.left(BOB);

    room.view(BOB, shows("alice", 720));
    room.offer(BOB, StreamKind.PUBLISH, offer(3));
    room.offer(BOB, StreamKind.SUBSCRIBE, "");

    assertEquals(1, room.size());
    assertEquals(2, sfu.subscribes().size());
    assertEquals("phone: failed: the device has left the call", messages.log().getLast());
  }

  @Test
  void aDeviceThatJoinsAgainIsLetInAtOnce() {
    room.left(BOB);
    room.joined(BOB);

    room.offer(BOB, StreamKind.PUBLISH, offer(3));

    assertEquals(2, room.size());
    assertEquals("phone: answer to bob~phone~3", messages.log().getLast());
  }

  /// A hand-off to it begins before the event that it has joined.
  @Test
  void aDeviceThatHandedItsCallOffCanTakeItBack() {
    room.left(BOB);
    loop.advance(Members.GONE_MS);

    room.offer(BOB, StreamKind.PUBLISH, offer(3));

    assertEquals(2, room.size());
  }

  @Test
  void aUserHasTwoDevicesAndTheThirdTakesThePlaceOfTheSecond() {
    DeviceId second = new DeviceId("bob", "tablet");
    DeviceId third = new DeviceId("bob", "desktop");
    room.offer(second, StreamKind.PUBLISH, offer(3));
    room.offer(third, StreamKind.PUBLISH, offer(4));
    loop.advance(500);

    assertEquals(3, room.size());
    assertFalse(sfu.publishes().get(1).isClosed(), "the first device goes on");
    assertTrue(sfu.publishes().get(2).isClosed());
    assertTrue(sfu.subscribes().get(2).isClosed());
  }

  @Test
  void aRoomHasAtMostSixtyFourDevices() {
    for (int i = 0; i < 100; i++) {
      room.view(new DeviceId("user-" + i, "phone"), View.EMPTY);
    }
    room.offer(MALLORY, StreamKind.PUBLISH, offer(9));

    assertEquals(Members.MOST, room.size());
    assertEquals("phone: failed: the room is full", messages.log().getLast());
  }

  @Test
  void ofAFloodOfViewsAFewAreShownAndTheLastOneAlways() {
    FakeRoom.Subscribe alice = sfu.subscribes().getFirst();
    int before = alice.requests();
    for (int i = 0; i < 500; i++) {
      room.view(ALICE, i % 2 == 0 ? shows("bob", 720) : View.EMPTY);
      loop.advance(2);
    }
    room.view(ALICE, shows("bob", 90));
    loop.advance(1_000);

    int requests = alice.requests() - before;
    assertTrue(requests <= 25, () -> requests + " requests within a second");
    assertEquals(Set.of("bob microphone", "bob camera"), received(ALICE));
    assertEquals(Map.of("v0", Layer.LOW), alice.layers());
  }

  @Test
  void aDelayedViewOfADeviceThatHasLeftShowsNothing() {
    IntStream.range(0, 10).forEach(i -> room.view(ALICE, shows("bob", 100 + i)));
    room.left(ALICE);
    loop.advance(1_000);

    assertEquals(1, room.size());
    assertTrue(sfu.subscribes().getFirst().isClosed());
  }

  @Test
  void tilesOfStrangersTakeNoSections() {
    room.view(
        ALICE,
        new View(
            IntStream.range(0, 64)
                .mapToObj(i -> new Tile("stranger-" + i, MediaKind.CAMERA, 720))
                .toList()));

    assertEquals(Set.of("bob microphone"), received(ALICE));
  }

  @Test
  void aSenderWhomTheMediaServerDoesNotForwardCostsTheOthersOnlyThatSender() {
    DeviceId carol = new DeviceId("carol", "tablet");
    FakeRoom.Subscribe alice = sfu.subscribes().getFirst();
    alice.refuse("mallory");
    room.offer(MALLORY, StreamKind.PUBLISH, offer(3));
    room.offer(carol, StreamKind.PUBLISH, offer(4));
    sfu.connectAll();
    room.view(
        ALICE,
        new View(
            List.of(
                new Tile("mallory", MediaKind.CAMERA, 720),
                new Tile("carol", MediaKind.CAMERA, 720),
                new Tile("bob", MediaKind.CAMERA, 720))));
    loop.advance(5_000);

    assertFalse(alice.isClosed());
    assertEquals(
        Set.of("bob microphone", "bob camera", "carol microphone", "carol camera"),
        received(ALICE));
    int requests = alice.requests();
    loop.advance(60_000);
    assertEquals(requests, alice.requests(), "it is not asked for again");
  }

  @Test
  void aSectionThatTheMediaServerRejectsIsForwardedToNobody() {
    room.offer(MALLORY, StreamKind.PUBLISH, offer(3) + "a=reject camera\n");
    sfu.connectAll();
    room.view(ALICE, shows("mallory", 720));

    assertEquals(Set.of("bob microphone", "mallory microphone"), received(ALICE));
  }
}
