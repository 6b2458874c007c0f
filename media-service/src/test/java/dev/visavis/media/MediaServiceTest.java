package dev.visavis.media;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.infra.EmbeddedInfrastructure;
import dev.visavis.media.support.FakeJanus;
import dev.visavis.media.support.FakeJanusResource;
import dev.visavis.media.support.Logs;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.SessionDescription;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.RoomAssigned;
import dev.visavis.proto.v1.events.RoomReleased;
import dev.visavis.proto.v1.events.RoomRequested;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service, with real Kafka and Redis and a Janus without media.
@QuarkusTest
@QuarkusTestResource(
    value = EmbeddedInfrastructure.class,
    initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
@QuarkusTestResource(FakeJanusResource.class)
@SuppressWarnings("NullAway.Init") // injected
class MediaServiceTest {
  private static final String ME = "media-15";

  @Inject Logs logs;
  @Inject RedisDataSource redis;
  @Inject SmallRyeHealthReporter health;

  private final String callId = UUID.randomUUID().toString();

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10));
  }

  @BeforeEach
  void ready() {
    eventually().until(() -> !health.getReadiness().isDown());
    eventually().until(() -> lease().contains("\"servers\":1"));
  }

  private String lease() {
    return String.valueOf(redis.value(String.class).get("visavis:media:lease:" + ME));
  }

  private void requestRoom(int generation) {
    logs.publish(
        event().setRoomRequested(RoomRequested.newBuilder().setGeneration(generation)).build());
  }

  private CallEvent.Builder event() {
    return CallEvent.newBuilder().setCallId(callId);
  }

  private CallCommand awaitCommand(CallCommand.CommandCase kind) {
    return eventually()
        .until(
            () ->
                logs.commands(callId).stream()
                    .filter(command -> command.getCommandCase() == kind)
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private void confirm(int generation) {
    logs.publish(
        event()
            .setRoomAssigned(
                RoomAssigned.newBuilder().setGeneration(generation).setMediaService(ME))
            .build());
  }

  @Test
  void aDeviceGetsItsAnswerFromTheRoomOfItsCall() {
    requestRoom(1);
    CallCommand assigned = awaitCommand(CallCommand.CommandCase.ROOM_ASSIGNED);
    confirm(1);
    DeviceRoute sfu = assigned.getRoomAssigned().getRoute();
    assertEquals(15, sfu.getGateway());
    assertEquals(
        "1 " + sfu.getIncarnation(),
        redis.hash(String.class).hget("visavis:media:rooms:" + ME, callId));

    logs.publish(
        Delivery.newBuilder()
            .setDeliveryId(UUID.randomUUID().toString())
            .setTo(sfu)
            .setSender(
                DeviceRoute.newBuilder()
                    .setUserId("alice")
                    .setDeviceId("laptop")
                    .setGateway(3)
                    .setConnectionId(callId + "-laptop"))
            .setMessage(
                SignalingMessage.newBuilder()
                    .setCallId(callId)
                    .setId("m-1")
                    .setOffer(
                        Offer.newBuilder()
                            .setStream("publish")
                            .setGeneration(1)
                            .setSdp(
                                SessionDescription.newBuilder()
                                    .setType("offer")
                                    .setSdp("o=- 1 1 x\nm=audio 9 x\na=mid:0\n"))))
            .build());

    List<Delivery> replies =
        eventually()
            .until(
                () -> logs.deliveries(callId + "-laptop"),
                found -> found.stream().anyMatch(each -> each.getMessage().hasAnswer()));
    assertTrue(
        replies.stream()
            .anyMatch(
                each ->
                    each.getMessage()
                        .getAnswer()
                        .getSdp()
                        .getSdp()
                        .equals("answer to alice~laptop~1")));
    eventually()
        .until(
            () ->
                logs.deliveries(callId + "-laptop").stream()
                    .anyMatch(each -> each.getMessage().hasOffer()));
  }

  @Test
  void theRoomOfACallThatNeedsItNoMoreIsDestroyed() {
    requestRoom(1);
    awaitCommand(CallCommand.CommandCase.ROOM_ASSIGNED);
    confirm(1);
    assertTrue(janus().rooms().stream().anyMatch(room -> room.startsWith(callId)));

    logs.publish(event().setRoomReleased(RoomReleased.newBuilder().setGeneration(1)).build());

    eventually().until(() -> janus().rooms().stream().noneMatch(room -> room.startsWith(callId)));
    eventually()
        .until(() -> redis.hash(String.class).hget("visavis:media:rooms:" + ME, callId) == null);
  }

  @Test
  void theRoomsOfAJanusThatGoesAwayAreReportedAndTheNextRequestIsAnswered() {
    requestRoom(1);
    awaitCommand(CallCommand.CommandCase.ROOM_ASSIGNED);
    confirm(1);

    janus().drop();

    CallCommand lost = awaitCommand(CallCommand.CommandCase.ROOM_LOST);
    assertEquals(1, lost.getRoomLost().getGeneration());
    requestRoom(2);
    eventually()
        .until(
            () ->
                logs.commands(callId).stream()
                    .anyMatch(command -> command.getRoomAssigned().getGeneration() == 2));
  }

  @Test
  void theRoomsOfADeadInstanceAreReported() {
    redis.set(String.class).sadd("visavis:media:instances", "media-14");
    redis.hash(String.class).hset("visavis:media:rooms:media-14", callId, "7 its-incarnation");

    CallCommand lost = awaitCommand(CallCommand.CommandCase.ROOM_LOST);

    assertEquals(7, lost.getRoomLost().getGeneration());
    eventually()
        .until(() -> !redis.set(String.class).sismember("visavis:media:instances", "media-14"));
  }

  private static FakeJanus janus() {
    return FakeJanusResource.janus();
  }
}
