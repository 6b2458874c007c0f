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
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.codec.Deliveries;
import dev.visavis.call.codec.OverCalls;
import dev.visavis.call.codec.StoredCalls;
import dev.visavis.proto.v1.Delivery;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is kept of a call that is over is little, and enough for whoever comes late.
class OverCallsTest {
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
  Stream<DynamicTest> whoeverComesLateHearsTheSame() {
    return Stream.of(
            Scene.connected().then(ends("a1")),
            Scene.ringing().then(ends("a1")),
            Scene.ringing().then(declines("b2")),
            Scene.ringing().then(glare("call-0")),
            Scene.ringing().then(blocks("bob", "alice")).then(ends("a1")),
            Scene.groupConnected().then(ends("b1")).then(ends("c1")),
            Scene.groupRinging().then(declines("b1")).then(answers("c1")).then(ends("a1")),
            Scene.ringing().due(Deadline.Kind.RING),
            Scene.opening(places("a1", blocking("bob", "b1"))).then(ends("a1")),
            Scene.connected().then(transfers("b1", "b2")).then(answers("b2")).then(ends("a1")))
        .map(Scene::call)
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.state().toString(), () -> assertEquals(heard(call), heard(kept(call)))));
  }

  @Test
  void aCallBetweenTwoTakesSome200Bytes() {
    Call call = withRealIds(Scene.connected().then(ends("a1")).call());
    int size = OverCalls.write(call).getSerializedSize();
    assertTrue(size <= 210, size + " bytes");
  }

  @Test
  void aVersionThatKnowsNothingOfItTakesTheCallForOver() {
    Call call = Scene.connected().then(ends("a1")).call();
    Call seen = StoredCalls.read(call.id(), OverCalls.stub(call));
    for (People.Act late : List.of(answers("b1"), places("a1", callee("bob", "b1")))) {
      assertEquals(Rejection.CALL_NOT_FOUND, Scene.of(seen).then(late).refusal());
    }
    assertEquals(call.state(), seen.state());
    Ending ending = seen.ending();
    assertTrue(ending != null && ending.forgetAt().isAfter(Scene.START.plusSeconds(300)));
  }

  /// With ids and names as long as people have.
  private static Call withRealIds(Call call) {
    return call.edit(
        draft -> {
          draft.initiatorId = uuid(call.initiatorId());
          draft.participants.replaceAll(OverCallsTest::withRealIds);
        });
  }

  private static Participant withRealIds(Participant participant) {
    return participant.edit(
        draft -> {
          draft.user = new User(uuid(participant.userId()), "Rosalind Franklin", null);
          draft.devices.replaceAll(
              device ->
                  new Device(
                      new Route(
                          uuid(participant.userId()),
                          uuid(device.id()),
                          1,
                          uuid(device.route().connectionId()),
                          "run-1",
                          "Phone",
                          "android",
                          0,
                          true),
                      device.online(),
                      device.alerted(),
                      device.rungOn(),
                      device.formerConnections(),
                      device.end()));
        });
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  private static Call kept(Call call) {
    return OverCalls.read(call.id(), OverCalls.write(call));
  }

  /// To the byte.
  private static List<List<Delivery>> heard(Call call) {
    return LATE.stream()
        .map(late -> Scene.of(call).then(late))
        .map(scene -> Deliveries.write(scene.call(), 1, "request", scene.notices()))
        .toList();
  }
}
