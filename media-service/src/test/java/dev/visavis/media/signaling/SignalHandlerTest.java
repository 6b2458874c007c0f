package dev.visavis.media.signaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.media.room.CallRoom;
import dev.visavis.media.room.RoomKey;
import dev.visavis.media.room.RoomTable;
import dev.visavis.media.speakers.Sounds;
import dev.visavis.media.support.FakeRoom;
import dev.visavis.media.support.ManualLoop;
import dev.visavis.media.support.RecordedLog;
import dev.visavis.proto.v1.Answer;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.IceCandidate;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Tile;
import dev.visavis.proto.v1.View;
import dev.visavis.support.trace.CallTracer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalHandlerTest {
  private static final String CALL = "c0a1";

  private final ManualLoop loop = new ManualLoop();
  private final RecordedLog log = new RecordedLog();
  private final RoomTable rooms = new RoomTable();
  private final FakeRoom sfu = FakeRoom.open();
  private final SignalHandler handler =
      new SignalHandler(
          loop, rooms, log, CallTracer.OFF, new SignalMetrics(new SimpleMeterRegistry()));
  private int messages;

  @BeforeEach
  void open() {
    RoomKey key = new RoomKey(CALL, 2);
    rooms.put(new CallRoom(key, sfu, handler.of(key), loop, new Sounds()));
  }

  private static DeviceRoute device(String userId, String connection) {
    return DeviceRoute.newBuilder()
        .setUserId(userId)
        .setDeviceId(userId + "-device")
        .setGateway(3)
        .setConnectionId(connection)
        .build();
  }

  private void receive(DeviceRoute sender, SignalingMessage.Builder message) {
    messages++;
    handler.handle(
        Delivery.newBuilder()
            .setTo(DeviceRoute.newBuilder().setUserId("sfu").setConnectionId(CALL + "/2"))
            .setSender(sender)
            .setMessage(message.setCallId(CALL).setId("m" + messages))
            .build(),
        new RecordHeaders());
  }

  private static SignalingMessage.Builder offer(int generation) {
    return SignalingMessage.newBuilder()
        .setOffer(
            Offer.newBuilder()
                .setStream("publish")
                .setGeneration(generation)
                .setSdp(
                    SessionDescription.newBuilder()
                        .setType("offer")
                        .setSdp("o=- 1 1 x\nm=audio 9 x\na=mid:0\nm=video 9 x\na=mid:1\n")));
  }

  private Delivery sent(int index) {
    return log.deliveries().get(index);
  }

  @Test
  void anOfferIsAnsweredToTheGatewayAndConnectionOfItsSender() {
    receive(device("alice", "conn-1"), offer(2));

    assertEquals(2, log.deliveries().size());
    SignalingMessage subscribe = sent(0).getMessage();
    assertEquals("subscribe", subscribe.getOffer().getStream());
    assertEquals("sfu", subscribe.getOffer().getFrom());
    SignalingMessage answer = sent(1).getMessage();
    assertEquals("conn-1", sent(1).getTo().getConnectionId());
    assertEquals(3, sent(1).getTo().getGateway());
    assertEquals("answer to alice~alice-device~1", answer.getAnswer().getSdp().getSdp());
    assertEquals(2, answer.getAnswer().getGeneration());
    assertEquals("publish", answer.getAnswer().getStream());
    assertEquals("sfu:c0a1/2:2", answer.getId());
    assertEquals(CALL, answer.getCallId());
  }

  @Test
  void aMessageOfAnotherGenerationIsRefusedAndNamesBoth() {
    receive(device("alice", "conn-1"), offer(1));

    assertEquals(ErrorCode.INVALID_STATE, sent(0).getMessage().getError().getCode());
    String text = sent(0).getMessage().getError().getMessage();
    assertTrue(text.contains("1") && text.contains("2"), text);
    assertEquals(List.of(), sfu.publishes());
  }

  @Test
  void aMessageForACallWithoutARoomIsRefused() {
    rooms
        .of(CALL)
        .ifPresent(
            room -> {
              rooms.remove(room);
              room.close();
            });

    receive(device("alice", "conn-1"), offer(2));

    assertEquals(ErrorCode.INVALID_STATE, sent(0).getMessage().getError().getCode());
  }

  @Test
  void aRepeatedMessageIsHandledOnce() {
    SignalingMessage.Builder offer = offer(2);
    receive(device("alice", "conn-1"), offer);
    messages = 0;
    receive(device("alice", "conn-1"), offer);

    assertEquals(2, log.deliveries().size());
  }

  @Test
  void theIdOfAnotherDevicesMessageIsNoRepetition() {
    receive(device("alice", "conn-1"), offer(2));
    messages = 0;
    receive(device("mallory", "conn-2"), offer(2));

    assertEquals(2, sfu.publishes().size());
  }

  @Test
  void aFloodOfOffersIsRefusedAndOthersAreServed() {
    for (int i = 0; i < 200; i++) {
      receive(device("mallory", "conn-1"), newConnection(i));
    }
    int opened = sfu.publishes().size();
    assertEquals(
        ErrorCode.UNAVAILABLE, log.deliveries().getLast().getMessage().getError().getCode());
    receive(device("alice", "conn-2"), offer(2));
    assertEquals(opened + 1, sfu.publishes().size());
    assertTrue(opened <= 20, () -> opened + " connections at once");

    loop.advance(500);
    receive(device("mallory", "conn-1"), newConnection(999));
    assertEquals(opened + 2, sfu.publishes().size());
  }

  private static SignalingMessage.Builder newConnection(int session) {
    SignalingMessage.Builder message = offer(2);
    message
        .getOfferBuilder()
        .getSdpBuilder()
        .setSdp("o=- " + session + " 1 x\nm=audio 9 x\na=mid:0\n");
    return message;
  }

  @Test
  void oldDevicesOfALongCallAreForgottenButNotThoseThatAreInIt() {
    receive(device("alice", "conn-0"), offer(2));
    for (int i = 0; i < 300; i++) {
      receive(device("user-" + i, "conn-" + i), candidate());
      receive(device("alice", "conn-0"), candidate());
    }

    receive(device("alice", "conn-0"), offer(2));

    assertEquals("conn-0", log.deliveries().getLast().getTo().getConnectionId());
  }

  private static SignalingMessage.Builder candidate() {
    return SignalingMessage.newBuilder()
        .setIceCandidate(IceCandidateMessage.newBuilder().setGeneration(2));
  }

  @Test
  void repliesFollowADeviceToItsNewConnection() {
    receive(device("alice", "conn-1"), offer(2));
    receive(
        device("alice", "conn-2"),
        SignalingMessage.newBuilder()
            .setAnswer(
                Answer.newBuilder()
                    .setStream("subscribe")
                    .setGeneration(2)
                    .setSdp(SessionDescription.newBuilder().setSdp("the answer"))));

    assertEquals(List.of("the answer"), sfu.subscribes().getFirst().answers());
    assertTrue(sent(2).getMessage().hasTracks());
    assertEquals("conn-2", sent(2).getTo().getConnectionId());
  }

  @Test
  void aCandidateWithoutAStreamIsForPublishAndAViewNeedsNoGeneration() {
    receive(device("alice", "conn-1"), offer(2));
    receive(device("bob", "conn-9"), offer(2));
    receive(
        device("bob", "conn-9"),
        SignalingMessage.newBuilder()
            .setIceCandidate(
                IceCandidateMessage.newBuilder()
                    .setGeneration(2)
                    .setCandidate(
                        IceCandidate.newBuilder().setCandidate("candidate:1").setSdpMid("0"))));
    sfu.connectAll();
    receive(
        device("alice", "conn-1"),
        SignalingMessage.newBuilder()
            .setView(
                View.newBuilder()
                    .addTiles(
                        Tile.newBuilder().setUserId("bob").setKind("camera").setHeight(360))));

    assertEquals("candidate:1", sfu.publishes().get(1).candidates().getFirst().line());
    SignalingMessage tracks = log.deliveries().getLast().getMessage();
    assertEquals(2, tracks.getTracks().getGeneration());
    assertEquals("camera", tracks.getTracks().getTracks(1).getKind());
    assertEquals("bob", tracks.getTracks().getTracks(1).getUserId());
    assertTrue(tracks.getId().isEmpty(), "it is complete each time, and needs no id");
  }
}
