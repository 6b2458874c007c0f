package dev.visavis.call.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.store.StoredCall;
import dev.visavis.call.store.StoredRoom;
import dev.visavis.call.store.StoredState;
import dev.visavis.proto.SchemaVersion;
import dev.visavis.proto.v1.CallCommand;
import dev.visavis.proto.v1.CallKind;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.DeclineCall;
import dev.visavis.proto.v1.ErrorCode;
import dev.visavis.proto.v1.PlaceCall;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An older instance that reads a log of a newer schema refuses the commands that it would misread,
/// and does not change their calls.
class SchemaBarrierTest {
  private static final UnknownFieldSet SOMETHING_NEW =
      UnknownFieldSet.newBuilder()
          .addField(199, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
          .build();

  private final Log log = new Log();
  private final Changelog store = new Changelog();
  private final CallEngine engine =
      new CallEngine(store, new CallDecider(CallRules.STANDARD), EngineLimits.STANDARD);
  private long offset;

  @BeforeEach
  void aCallRings() {
    assertEquals(Outcome.Result.ACCEPTED, apply(log.places("a1", "b2")).result());
  }

  static Stream<Arguments> commandsOfANewerSchema() {
    Log log = new Log();
    CallCommand answer = log.answers("b2");
    CallCommand decline = log.declines("b2");
    return Stream.of(
        Arguments.of(
            "a known command that older readers would misread",
            answer.toBuilder().setMinReader(SchemaVersion.CURRENT + 1).build()),
        Arguments.of(
            "a command of a new kind",
            answer.toBuilder().clearCommand().setUnknownFields(SOMETHING_NEW).build()),
        Arguments.of(
            "a message of a new kind",
            answer.toBuilder()
                .setMessage(SignalingMessage.newBuilder().setUnknownFields(SOMETHING_NEW))
                .build()),
        Arguments.of(
            "a new reason to decline",
            decline.toBuilder()
                .setMessage(
                    decline.getMessage().toBuilder()
                        .setDeclineCall(DeclineCall.newBuilder().setReasonValue(77)))
                .build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commandsOfANewerSchema")
  void aCommandOfANewerSchemaIsRefusedAndTheCallStays(String what, CallCommand command) {
    byte[] before = stored();

    Outcome outcome = apply(command);

    assertRefused(outcome);
    assertArrayEquals(before, stored(), "the call has changed");
    assertEquals(Outcome.Result.ACCEPTED, apply(log.answers("b2")).result());
  }

  @Test
  void aCallOfANewKindIsNotReadAsADirectCall() {
    CallCommand placed =
        new Log("4f9c1a52-0000-5000-8000-000000000002", Log.START).places("a1", "b2");
    CallCommand tomorrow =
        placed.toBuilder()
            .setPlaceCall(PlaceCall.newBuilder(placed.getPlaceCall()).setKindValue(77))
            .build();

    assertRefused(apply(tomorrow));
    assertEquals(null, store.get(tomorrow.getCallId()));
  }

  @Test
  void aCallThatANewerInstanceHasWrittenIsNotChanged() throws InvalidProtocolBufferException {
    StoredCall newer =
        StoreRecordFormat.read(stored(), StoredCall.parser()).toBuilder()
            .setMinReader(SchemaVersion.CURRENT + 1)
            .build();
    byte[] written = StoreRecordFormat.write(0, newer);
    store.put(Log.CALL, written);

    assertRefused(apply(log.answers("b2")));
    assertArrayEquals(written, stored());

    CallEngine restarted =
        new CallEngine(store, new CallDecider(CallRules.STANDARD), EngineLimits.STANDARD);
    Map<String, byte[]> records = store.records();
    records.forEach(restarted::restore);
    assertFalse(restarted.restore(Log.CALL, written), "it counts a call that it cannot read");
    assertTrue(restarted.dueTimers(log.now().plusSeconds(120)).isEmpty(), "it runs its timers");
  }

  private Outcome apply(CallCommand command) {
    ByteString value = ByteString.copyFrom(command.toByteArray());
    return engine.apply(
        new CommandRecord(command.getCallId(), value, offset++, log.now().toEpochMilli()));
  }

  private byte[] stored() {
    byte[] stored = store.get(Log.CALL);
    assertNotNull(stored);
    return stored;
  }

  private static void assertRefused(Outcome outcome) {
    assertEquals(Outcome.Result.DEAD_LETTERED, outcome.result());
    assertTrue(outcome.events().isEmpty());
    String reason = outcome.deadLetter();
    assertNotNull(reason);
    assertTrue(reason.contains("schema") && reason.contains("upgrade it"), reason);
    assertEquals(1, outcome.deliveries().size());
    var error = outcome.deliveries().getFirst().getMessage().getError();
    assertEquals(ErrorCode.UNAVAILABLE, error.getCode());
    assertTrue(error.getRetryAfterMs() > 0);
  }

  @Test
  void aCallOnTheSfuRequiresAReaderThatKnowsTheTopology() {
    StoredState onSfu =
        StoredState.newBuilder()
            .setKind(CallKind.CALL_KIND_GROUP)
            .setState(CallState.CALL_STATE_CONNECTED)
            .setTopology(Topology.TOPOLOGY_SFU)
            .build();
    assertEquals(SchemaVersion.TOPOLOGY_IN_STATE, minReader(onSfu));
    assertEquals(0, minReader(onSfu.toBuilder().setTopology(Topology.TOPOLOGY_P2P).build()));
  }

  @Test
  void aCallThatHasOrHadARoomIsForThoseWhoKnowRooms() {
    StoredState onSfu =
        StoredState.newBuilder()
            .setKind(CallKind.CALL_KIND_GROUP)
            .setState(CallState.CALL_STATE_CONNECTED)
            .setRoom(StoredRoom.newBuilder().setGeneration(1))
            .build();
    assertEquals(SchemaVersion.ROOMS, minReader(onSfu));
  }

  private static int minReader(StoredState state) {
    return new CallSnapshot(StoredCallCodec.read("call-1", state), 0, List.of())
        .toStore()
        .getMinReader();
  }
}
