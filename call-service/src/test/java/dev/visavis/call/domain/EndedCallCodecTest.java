package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocking;
import static dev.visavis.call.domain.People.blocks;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.glare;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.transfers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.codec.DeliveryWriter;
import dev.visavis.call.codec.EndedCallCodec;
import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Ending;
import dev.visavis.call.domain.state.RealIds;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.proto.v1.DeliveryBatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The stored form of an ended call is small, and sufficient to reply to late commands.
class EndedCallCodecTest {
  private static final List<People.Act> LATE =
      List.of(
          answers("b1"),
          answers("b2"),
          declines("b2"),
          joins("b1"),
          rings("b2"),
          ends("a1"),
          syncs("a1"),
          syncs("b2"),
          syncs("c1"),
          connects("b1", "b1-socket-2"),
          places("a1", callee("bob", "b1")),
          places("a2", callee("bob", "b1")));

  @TestFactory
  Stream<DynamicTest> aLateCommandGetsTheSameReply() {
    return Stream.of(
            CallScenario.connected().then(ends("a1")),
            CallScenario.ringing().then(ends("a1")),
            CallScenario.ringing().then(declines("b2")),
            CallScenario.ringing().then(glare("call-0")),
            CallScenario.ringing().then(blocks("bob", "alice")).then(ends("a1")),
            CallScenario.groupConnected().then(ends("b1")).then(ends("c1")),
            CallScenario.groupRinging().then(declines("b1")).then(answers("c1")).then(ends("a1")),
            CallScenario.ringing().due(Deadline.Kind.RING),
            CallScenario.opening(places("a1", blocking("bob", "b1"))).then(ends("a1")),
            CallScenario.connected()
                .then(transfers("b1", "b2"))
                .then(answers("b2"))
                .then(ends("a1")))
        .map(CallScenario::call)
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.state().toString(), () -> assertEquals(heard(call), heard(kept(call)))));
  }

  @Test
  void aDirectCallTakesAbout200Bytes() {
    Call call = RealIds.of(CallScenario.connected().then(ends("a1")).call());
    int size = EndedCallCodec.write(call).getSerializedSize();
    assertTrue(size <= 210, size + " bytes");
  }

  @Test
  void anOlderVersionSeesAnEndedCall() {
    Call call = CallScenario.connected().then(ends("a1")).call();
    Call seen = StoredCallCodec.read(call.id(), EndedCallCodec.stub(call));
    for (People.Act late : List.of(answers("b1"), places("a1", callee("bob", "b1")))) {
      assertEquals(Rejection.CALL_NOT_FOUND, CallScenario.of(seen).then(late).refusal());
    }
    assertEquals(call.state(), seen.state());
    Ending ending = seen.ending();
    assertTrue(ending != null && ending.forgetAt().isAfter(CallScenario.START.plusSeconds(300)));
  }

  private static Call kept(Call call) {
    return EndedCallCodec.read(call.id(), EndedCallCodec.write(call));
  }

  /// The replies to all late commands, to be compared byte for byte.
  private static List<DeliveryBatch> heard(Call call) {
    return LATE.stream()
        .map(late -> CallScenario.of(call).then(late))
        .map(scene -> DeliveryWriter.write(scene.call(), 1, "request", scene.notices()))
        .toList();
  }
}
