package dev.visavis.devstack.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.visavis.proto.MessageCatalogue;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.CallType;
import dev.visavis.proto.v1.Callee;
import dev.visavis.proto.v1.DeadlineKind;
import dev.visavis.proto.v1.DeadlineReached;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.DeviceDisconnected;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.DeviceRoute;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.MessageTraits;
import dev.visavis.proto.v1.MessageTraits.Becomes;
import dev.visavis.proto.v1.MessageTraits.Direction;
import dev.visavis.proto.v1.Offer;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.Room;
import dev.visavis.proto.v1.Sender;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Topology;
import dev.visavis.proto.v1.UserInfo;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.RoomAssigned;
import dev.visavis.proto.v1.events.RoomLost;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every record of a call's log has a description in words.
class DescribersTest {
  private static final Set<Becomes> IN_THE_LOG = Set.of(Becomes.COMMAND, Becomes.SIGNAL);

  private final ParticipantNames people = new ParticipantNames();

  @Test
  void aPlacedCallIsDescribedWithTheDevicesThatPresenceSaw() {
    var laptop = DeviceRoute.newBuilder().setUserId("a").setDeviceId("d1").setDeviceName("Laptop");
    var command =
        CallCommand.newBuilder()
            .setSender(
                Sender.newBuilder()
                    .setUser(UserInfo.newBuilder().setId("a").setName("Alice"))
                    .setDevice(laptop))
            .setPlaceCall(
                PlaceCall.newBuilder()
                    .setCallType(CallType.CALL_TYPE_VIDEO)
                    .addCallees(
                        Callee.newBuilder()
                            .setUser(UserInfo.newBuilder().setId("b").setName("Bob"))
                            .addDevices(DeviceRoute.newBuilder().setUserId("b").setDeviceId("p"))
                            .setInCall(true)))
            .build();
    var words = new CommandDescriber(people);
    words.learn(command);
    assertEquals(
        "Alice's \"Laptop\" calls Bob (1 device online, in another call), video",
        words.of(command));
  }

  @Test
  void anOfflineDeviceIsDescribedWithPossibleMessageLoss() {
    assertEquals("b's \"p\" went offline", gone(DeviceDisconnected.newBuilder()));
    assertEquals(
        "b's \"p\" went offline, since its gateway died",
        gone(DeviceDisconnected.newBuilder().setAbrupt(true)));
    assertEquals(
        "b's \"p\" went offline before it learned that it may have missed messages",
        gone(DeviceDisconnected.newBuilder().setLossUnconfirmed(true)));
    assertEquals(
        "b's \"p\" went offline, since its page was closed or reloaded",
        gone(DeviceDisconnected.newBuilder().setPageClosed(true)));
  }

  private String gone(DeviceDisconnected.Builder how) {
    var command =
        CallCommand.newBuilder().setDeviceDisconnected(how.setUserId("b").setDeviceId("p"));
    return new CommandDescriber(people).of(command.build());
  }

  @Test
  void theEndIsDescribedWithItsReasonAndTheRingTime() {
    var event =
        CallEvent.newBuilder()
            .setVersion(3)
            .setCallEnded(
                CallEnded.newBuilder()
                    .setReason(EndReason.END_REASON_NO_ANSWER)
                    .setStateValue(4)
                    .setRingMs(30_000))
            .build();
    assertEquals(
        "version 3: over: missed (no answer), rang for 30.0 s",
        new EventDescriber(people).of(event));
  }

  @Test
  void aRoomIsDescribedWithItsMediaServerAndItsEnd() {
    var assigned =
        RoomAssigned.newBuilder()
            .setGeneration(2)
            .setMediaService("media-0")
            .setMediaServer("janus-1");
    assertEquals(
        "version 9: room 2 is on janus-1, run by media-service media-0",
        new EventDescriber(people)
            .of(CallEvent.newBuilder().setVersion(9).setRoomAssigned(assigned).build()));
    var lost = RoomLost.newBuilder().setGeneration(2).setReason("janus-1 does not answer");
    assertEquals(
        "version 10: room 2 is lost: janus-1 does not answer",
        new EventDescriber(people)
            .of(CallEvent.newBuilder().setVersion(10).setRoomLost(lost).build()));
  }

  @Test
  void aCallStateIsDescribedWithItsTopologyAndItsRoom() {
    var state =
        Call.newBuilder()
            .setVersion(9)
            .setState(CallState.CALL_STATE_CONNECTED)
            .setThisDevice(DeviceRole.DEVICE_ROLE_JOINED)
            .setTopology(Topology.TOPOLOGY_SFU)
            .setRoom(Room.newBuilder().setGeneration(2));
    var to = DeviceRoute.newBuilder().setUserId("b").setDeviceId("p").setGateway(1);
    assertEquals(
        "gateway 1 → b's \"p\": the call is connected, this device joined, media as sfu, room 2"
            + " (version 9)",
        describe(
            Delivery.newBuilder().setTo(to), SignalingMessage.newBuilder().setCallState(state)));
  }

  @Test
  void aMessageToTheSfuIsDescribedWithItsMediaServiceAndItsSender() {
    var to = DeviceRoute.newBuilder().setUserId("sfu").setDeviceId("media-0").setGateway(4);
    var sender = DeviceRoute.newBuilder().setUserId("b").setDeviceId("p");
    assertEquals(
        "media-service media-0: an SDP offer of b's \"p\"",
        describe(
            Delivery.newBuilder().setTo(to).setSender(sender),
            SignalingMessage.newBuilder().setOffer(Offer.getDefaultInstance())));
  }

  private String describe(Delivery.Builder delivery, SignalingMessage.Builder message) {
    return new DeliveryDescriber(people).of(delivery.setMessage(message).build());
  }

  @Test
  void controlCharactersInANameAreReplaced() {
    people.learn(UserInfo.newBuilder().setId("a").setName("Al\u001b[2Jice").build());
    assertEquals("Al?[2Jice", people.name("a"));
  }

  @Test
  void linesAreInTheOrderOfCauseAndEffect() {
    var at = Instant.parse("2026-11-24T12:00:00Z");
    var told = new TimelineEntry(at, TimelineEntry.Source.DELIVERY, 1, "rings");
    var asked = new TimelineEntry(at, TimelineEntry.Source.COMMAND, 7, "calls");
    var later = new TimelineEntry(at.plusMillis(1500), TimelineEntry.Source.COMMAND, 8, "hangs up");
    var text = Timeline.of(Stream.of(later, told, asked).sorted(TimelineEntry.IN_ORDER).toList());
    assertEquals(
        List.of(
            "2026-11-24 12:00:00.000       +0.000 s  command   calls",
            "2026-11-24 12:00:00.000       +0.000 s  delivery  rings",
            "2026-11-24 12:00:01.500       +1.500 s  command   hangs up"),
        text);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyKindOfCommandHasADescription(CallCommand command) {
    areWords(new CommandDescriber(people).of(command));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void everyKindOfEventHasADescription(CallEvent event) {
    areWords(new EventDescriber(people).of(event));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNRECOGNIZED", "DEADLINE_KIND_UNSPECIFIED"})
  void everyTimerHasADescription(DeadlineKind kind) {
    areWords(
        new CommandDescriber(people)
            .of(
                CallCommand.newBuilder()
                    .setDeadlineReached(DeadlineReached.newBuilder().setKind(kind))
                    .build()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyRequestOfADeviceHasADescription(SignalingMessage message) {
    areWords(new CommandDescriber(people).of(CallCommand.newBuilder().setMessage(message).build()));
  }

  /// The messages that call-service or a gateway sends within a call.
  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageToADeviceHasADescription(SignalingMessage message) {
    areWords(new DeliveryDescriber(people).of(Delivery.newBuilder().setMessage(message).build()));
  }

  static Stream<CallCommand> commands() {
    return each(CallCommand.getDefaultInstance(), "command")
        .map(CallCommand.class::cast)
        .filter(command -> !command.hasMessage() && !command.hasDeadlineReached());
  }

  static Stream<CallEvent> facts() {
    return each(CallEvent.getDefaultInstance(), "fact").map(CallEvent.class::cast);
  }

  /// An `error` is shown with its code.
  static Stream<SignalingMessage> messages() {
    return with(traits -> traits.getDirection() != Direction.TO_SERVER)
        .filter(message -> !message.hasError());
  }

  static Stream<SignalingMessage> requests() {
    return with(traits -> IN_THE_LOG.contains(traits.getBecomes()));
  }

  private static Stream<SignalingMessage> with(Predicate<MessageTraits> traits) {
    return MessageCatalogue.all(traits.and(each -> !each.getWords().isEmpty())).stream()
        .map(type -> SignalingMessage.getDescriptor().findFieldByNumber(type.getNumber()))
        .map(field -> with(SignalingMessage.getDefaultInstance(), field))
        .map(SignalingMessage.class::cast);
  }

  private static Stream<Message> each(Message empty, String choice) {
    return empty.getDescriptorForType().getRealOneofs().stream()
        .filter(oneof -> oneof.getName().equals(choice))
        .flatMap(oneof -> oneof.getFields().stream())
        .map(field -> with(empty, field));
  }

  private static Message with(Message empty, FieldDescriptor field) {
    var builder = empty.toBuilder();
    return builder.setField(field, builder.newBuilderForField(field).build()).build();
  }

  private static void areWords(String text) {
    assertTrue(text.matches(".*[a-z]{2}.*"), text);
    assertFalse(
        text.matches(".*[A-Z]+_[A-Z]+.*") || text.contains("unknown to this program"), text);
  }
}
