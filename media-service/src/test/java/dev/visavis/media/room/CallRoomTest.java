package dev.visavis.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.MediaKind;
import dev.visavis.media.layers.Layer;
import dev.visavis.media.layers.SendLimits;
import dev.visavis.media.layers.Tile;
import dev.visavis.media.layers.View;
import dev.visavis.media.speakers.Sound;
import dev.visavis.media.speakers.Sounds;
import dev.visavis.media.support.FakeRoom;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.media.support.RecordedMessages;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallRoomTest {
  private static final DeviceId ALICE = new DeviceId("alice", "laptop");
  private static final DeviceId BOB = new DeviceId("bob", "phone");
  private static final DeviceId CAROL = new DeviceId("carol", "tablet");

  private final ManualLoop loop = new ManualLoop();
  private final FakeRoom sfu = FakeRoom.open();
  private final RecordedMessages messages = new RecordedMessages();
  private final CallRoom room =
      new CallRoom(new RoomKey("call", 1), sfu, messages, loop, new Sounds());

  @BeforeEach
  void join() {
    room.offer(ALICE, StreamKind.PUBLISH, offer(1));
    room.offer(BOB, StreamKind.PUBLISH, offer(2));
    room.offer(CAROL, StreamKind.PUBLISH, offer(3));
    sfu.connectAll();
  }

  private static String offer(int session) {
    return "o=- "
        + session
        + " 1 IN IP4 0.0.0.0\nm=audio 9 x 1\na=mid:0\nm=video 9 x 1\na=mid:1\nm=video 9 x 1\na=mid:2\n";
  }

  private static View view(Tile... tiles) {
    return new View(Arrays.asList(tiles));
  }

  private static Tile camera(String userId, int height) {
    return new Tile(userId, MediaKind.CAMERA, height);
  }

  private FakeRoom.Publish publishOf(DeviceId device) {
    return sfu.publishes().stream()
        .filter(publish -> publish.name().startsWith(device.userId() + "~" + device.deviceId()))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /// The media that a device receives: `<user> <kind>`.
  private Set<String> received(DeviceId device) {
    return messages.tracks(device).stream()
        .map(track -> track.userId() + " " + track.kind().wireName())
        .collect(Collectors.toSet());
  }

  @Test
  void aDeviceThatOffersGetsAnAnswerAndOneOfferForAllThatItWillReceive() {
    assertEquals(
        List.of(
            "laptop: offer of 16",
            "laptop: answer to alice~laptop~1",
            "phone: offer of 16",
            "phone: answer to bob~phone~2",
            "tablet: offer of 16",
            "tablet: answer to carol~tablet~3"),
        messages.log());
  }

  @Test
  void everybodyHearsTheOthersAndSeesWhatTheyShow() {
    room.view(ALICE, view(camera("bob", 720), camera("carol", 100)));

    assertEquals(
        Set.of("bob microphone", "carol microphone", "bob camera", "carol camera"),
        received(ALICE));
    assertEquals(Set.of("alice microphone", "carol microphone"), received(BOB));
    assertEquals(
        Set.of(Layer.HIGH, Layer.LOW), Set.copyOf(sfu.subscribes().getFirst().layers().values()));
  }

  @Test
  void nobodyGetsTheirOwnMedia() {
    room.view(ALICE, view(camera("alice", 720)));

    assertEquals(Set.of("bob microphone", "carol microphone"), received(ALICE));
  }

  @Test
  void aNewcomerCostsTheOthersNoNegotiation() {
    messages.log().clear();
    DeviceId dave = new DeviceId("dave", "desktop");

    room.view(ALICE, view(camera("dave", 360)));
    room.offer(dave, StreamKind.PUBLISH, offer(4));
    sfu.publishes().getLast().listener().connected();

    assertTrue(received(ALICE).contains("dave camera"), () -> received(ALICE).toString());
    assertTrue(
        messages.log().stream().allMatch(message -> message.startsWith("desktop")),
        () -> messages.log().toString());
  }

  @Test
  void aRenegotiationKeepsTheConnectionAndAnotherConnectionReplacesBoth() {
    room.offer(ALICE, StreamKind.PUBLISH, offer(1));
    assertEquals(3, sfu.publishes().size());

    room.offer(ALICE, StreamKind.PUBLISH, offer(99));
    assertEquals(4, sfu.publishes().size());
    assertEquals(4, sfu.subscribes().size());
    assertTrue(sfu.subscribes().getFirst().isClosed());
    loop.advance(500);
    assertTrue(sfu.publishes().getFirst().isClosed());
  }

  @Test
  void anOfferOnSubscribeAsksForThatConnectionAnew() {
    messages.log().clear();

    room.offer(BOB, StreamKind.SUBSCRIBE, "");

    assertEquals(List.of("phone: offer of 16"), messages.log());
    assertEquals(3, sfu.publishes().size());
    assertTrue(sfu.subscribes().get(1).isClosed());
  }

  @Test
  void whoLeavesIsTakenOffBeforeTheirConnectionEnds() {
    room.view(ALICE, view(camera("bob", 360)));

    room.left(BOB);

    assertEquals(Set.of("carol microphone"), received(ALICE));
    assertEquals(1, sfu.subscribes().getFirst().sources().size());
    assertFalse(publishOf(BOB).isClosed());
    loop.advance(500);
    assertTrue(publishOf(BOB).isClosed());
    assertEquals(2, room.size());
  }

  @Test
  void aConnectionThatEndsByItselfIsTakenOff() {
    room.view(ALICE, view(camera("bob", 360)));

    publishOf(BOB).listener().lost("ICE failed");

    assertEquals(Set.of("carol microphone"), received(ALICE));
    room.offer(BOB, StreamKind.PUBLISH, offer(22));
    sfu.connectAll();
    assertEquals(Set.of("bob microphone", "bob camera", "carol microphone"), received(ALICE));
  }

  @Test
  void aMutedMicrophoneIsNotForwardedAndNeverSpeaks() {
    publishOf(BOB).listener().speaks(30);
    room.sound("bob", Sound.NONE);
    publishOf(BOB).listener().speaks(30);
    loop.advance(5_000);

    assertEquals(Set.of("carol microphone"), received(ALICE));
    assertEquals(List.of(List.of("bob"), List.of()), messages.speakers(ALICE));

    room.sound("bob", Sound.VOICE);
    assertEquals(Set.of("bob microphone", "carol microphone"), received(ALICE));
  }

  @Test
  void theSoundOfASharedTabIsForwardedAlthoughTheMicrophoneIsMuted() {
    room.sound("bob", Sound.SHARED);
    publishOf(BOB).listener().speaks(30);
    loop.advance(5_000);

    assertEquals(Set.of("bob microphone", "carol microphone"), received(ALICE));
    assertEquals(List.of(), messages.speakers(ALICE));

    room.sound("bob", Sound.NONE);
    assertEquals(Set.of("carol microphone"), received(ALICE));
  }

  @Test
  void speakersAreToldAtOnceAndThenAtMostEvery300Ms() {
    publishOf(BOB).listener().speaks(40);
    publishOf(CAROL).listener().speaks(20);
    assertEquals(List.of(List.of("bob")), messages.speakers(ALICE));

    loop.advance(299);
    assertEquals(1, messages.speakers(ALICE).size());
    loop.advance(1);
    assertEquals(List.of("carol", "bob"), messages.speakers(ALICE).getLast());
  }

  @Test
  void aShortRemarkIsShownForTwoSeconds() {
    publishOf(BOB).listener().speaks(40);
    publishOf(BOB).listener().isSilent();
    loop.advance(1_999);
    assertEquals(List.of(List.of("bob")), messages.speakers(ALICE));

    loop.advance(1);
    assertEquals(List.of(), messages.speakers(ALICE).getLast());
  }

  @Test
  void aDeviceIsToldHowLargeItsPictureIsShown() {
    loop.advance(2_000);
    assertEquals(new SendLimits(0, 0), messages.limits(ALICE));

    room.view(BOB, view(camera("alice", 180)));
    room.view(CAROL, view(camera("alice", 720)));
    assertEquals(new SendLimits(720, 0), messages.limits(ALICE));

    room.view(CAROL, view());
    assertEquals(new SendLimits(720, 0), messages.limits(ALICE));
    loop.advance(2_000);
    assertEquals(new SendLimits(180, 0), messages.limits(ALICE));
  }

  @Test
  void anAnswerIsFollowedByTheTracks() {
    room.view(ALICE, view(camera("bob", 360)));
    int before = messages.tracks(ALICE).size();

    room.answer(ALICE, "answer");

    assertEquals(List.of("answer"), sfu.subscribes().getFirst().answers());
    assertEquals(3, before);
    assertEquals(before, messages.tracks(ALICE).size());
  }

  @Test
  void aRefusedOfferIsReportedAndTheDeviceMayTryAgain() {
    messages.log().clear();
    DeviceId dave = new DeviceId("dave", "desktop");
    room.offer(dave, StreamKind.PUBLISH, "refuse");
    assertTrue(
        messages.log().contains("desktop: failed: the offer on publish was refused"),
        () -> messages.log().toString());

    room.offer(dave, StreamKind.PUBLISH, offer(4));
    assertEquals("desktop: answer to dave~desktop~5", messages.log().getLast());
  }

  @Test
  void aChangeThatIsRefusedIsTriedAgain() {
    FakeRoom.Subscribe subscribe = sfu.subscribes().getFirst();
    subscribe.refuse(1);
    room.view(ALICE, view(camera("bob", 360)));
    assertEquals(Set.of("bob microphone", "carol microphone"), received(ALICE));

    loop.advance(200);

    assertTrue(received(ALICE).contains("bob camera"), () -> received(ALICE).toString());
  }

  @Test
  void aSubscriptionThatKeepsFailingEndsAndTheNextViewOpensAnother() {
    FakeRoom.Subscribe subscribe = sfu.subscribes().getFirst();
    subscribe.refuse(100);
    room.view(ALICE, view(camera("bob", 360), camera("carol", 360)));
    room.sound("bob", Sound.NONE);
    loop.advance(5_000);
    assertTrue(subscribe.isClosed());

    room.view(ALICE, view(camera("bob", 360)));

    assertEquals(4, sfu.subscribes().size());
  }

  @Test
  void aRepeatedViewAsksForKeyFramesAtMostOnceASecond() {
    View view = view(camera("bob", 360));
    room.view(ALICE, view);
    FakeRoom.Subscribe subscribe = sfu.subscribes().getFirst();
    assertEquals(List.of(), subscribe.keyFrames());

    room.view(ALICE, view);
    room.view(ALICE, view);
    assertEquals(List.of("v0"), subscribe.keyFrames());

    loop.advance(1_000);
    room.view(ALICE, view);
    assertEquals(List.of("v0", "v0"), subscribe.keyFrames());
  }

  @Test
  void aViewBeforeTheFirstOfferOpensOneSubscriptionOnly() {
    DeviceId dave = new DeviceId("dave", "desktop");
    room.view(dave, view());
    room.offer(dave, StreamKind.PUBLISH, offer(4));

    assertEquals(4, sfu.subscribes().size());
    assertFalse(sfu.subscribes().getLast().isClosed());
  }

  @Test
  void candidatesGoToTheConnectionThatTheyAreFor() {
    room.candidate(ALICE, StreamKind.PUBLISH, Candidate.END);

    assertEquals(List.of(Candidate.END), publishOf(ALICE).candidates());
  }

  @Test
  void theOldDeviceOfAMoveGivesWayToTheNewOne() {
    room.view(ALICE, view(camera("bob", 360)));
    DeviceId desktop = new DeviceId("bob", "desktop");
    room.offer(desktop, StreamKind.PUBLISH, offer(9));
    sfu.connectAll();

    assertEquals(
        1,
        sfu.subscribes().getFirst().sources().values().stream()
            .filter(source -> source.transport().equals("bob~desktop~4"))
            .filter(source -> source.kind() == MediaKind.CAMERA)
            .count());
    room.left(BOB);
    assertTrue(received(ALICE).contains("bob camera"), () -> received(ALICE).toString());
  }

  @Test
  void aClosedRoomClosesEverything() {
    room.close();

    assertTrue(sfu.isClosed());
    assertTrue(sfu.publishes().stream().allMatch(FakeRoom.Publish::isClosed));
    assertTrue(sfu.subscribes().stream().allMatch(FakeRoom.Subscribe::isClosed));
    assertEquals("closed", messages.log().getLast());
  }
}
