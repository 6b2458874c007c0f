package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.reaches;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.visavis.call.codec.PublicEventWriter;
import dev.visavis.call.codec.StoredCallCodec;
import dev.visavis.call.codec.TimerCommandWriter;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.ParticipantState;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Rejection;
import dev.visavis.call.domain.value.Topology;
import dev.visavis.proto.SchemaVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The topology for each number of participants, and the delay before a call leaves the SFU.
class TopologyTest {
  private static CallScenario threeLeftOfFive() {
    return CallScenario.fiveTalking().then(ends("e1")).then(ends("d1"));
  }

  private static Deadline deadline(CallScenario scene) {
    return scene.call().deadlines().stream()
        .filter(deadline -> deadline.kind() == Deadline.Kind.TOPOLOGY)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoTalkDirectlyThreeAndFourInAMeshFiveOverAnSfu() {
    CallScenario scene = CallScenario.fiveRinging();
    assertEquals(Topology.P2P, scene.call().topology());
    assertFacts(scene.then(answers("b1")), Topology.P2P, "ParticipantJoined", "CallConnected");
    assertFacts(scene.then(answers("c1")), Topology.MESH, "ParticipantJoined", "TopologyChanged");
    assertFacts(scene.then(answers("d1")), Topology.MESH, "ParticipantJoined");
    assertFacts(scene.then(answers("e1")), Topology.SFU, "ParticipantJoined", "TopologyChanged");
  }

  private static void assertFacts(CallScenario scene, Topology topology, String... facts) {
    assertEquals(topology, scene.call().topology());
    assertEquals(List.of(facts), scene.facts());
  }

  @Test
  void programsReadTheTopologyInTheVersionThatChangedIt() {
    CallScenario scene = CallScenario.fiveTalking();
    var events = PublicEventWriter.write(scene.call(), scene.events());
    var changed = events.getLast();
    assertEquals(
        dev.visavis.proto.v1.Topology.TOPOLOGY_SFU, changed.getTopologyChanged().getTopology());
    assertEquals(events.getFirst().getVersion(), changed.getVersion());
    assertEquals(1, changed.getIndex());
  }

  @Test
  void aMeshOfTwoBecomesDirectAtOnce() {
    assertFacts(
        CallScenario.groupConnected().then(ends("b1")),
        Topology.P2P,
        "ParticipantLeft",
        "TopologyChanged");
  }

  @Test
  void fourStayOnTheSfu() {
    CallScenario scene = CallScenario.fiveTalking().then(ends("e1"));
    assertFacts(scene, Topology.SFU, "ParticipantLeft");
    assertNull(scene.call().topologyDeadline());
  }

  @Test
  void threeLeaveTheSfuAfterThirtySeconds() {
    CallScenario scene = CallScenario.fiveTalking().then(ends("e1")).then(ends("d1"));
    assertFacts(scene, Topology.SFU, "ParticipantLeft");
    ParticipantState.Left dave =
        assertInstanceOf(ParticipantState.Left.class, scene.participant("dave").state());
    Duration left = Duration.between(dave.leftAt(), deadline(scene).dueAt());
    assertEquals(Duration.ofSeconds(30), left);
    scene
        .due(Deadline.Kind.TOPOLOGY)
        .assertHeard(
            "a1 call_state connected joined",
            "b1 call_state connected joined",
            "c1 call_state connected joined");
    assertFacts(scene, Topology.MESH, "TopologyChanged");
    assertNull(scene.call().topologyDeadline());
  }

  @Test
  void aReturningParticipantCancelsTheDeadline() {
    CallScenario scene = threeLeftOfFive();
    Deadline first = deadline(scene);
    assertFacts(scene.then(joins("d1")), Topology.SFU, "ParticipantJoined");
    assertNull(scene.call().topologyDeadline());
    assertEquals(Rejection.STALE, scene.then(reaches(first)).refusal());
    scene.then(ends("d1"));
    assertEquals(Topology.SFU, scene.call().topology());
    assertEquals(Rejection.STALE, scene.then(reaches(first)).refusal());
    assertFacts(scene.due(Deadline.Kind.TOPOLOGY), Topology.MESH, "TopologyChanged");
  }

  @Test
  void otherChangesDoNotPostponeTheDeadline() {
    CallScenario scene = threeLeftOfFive();
    Deadline first = deadline(scene);
    scene.then(mutes("a1")).then(ends("c1"));
    assertEquals(first, deadline(scene));
    assertFacts(scene.due(Deadline.Kind.TOPOLOGY), Topology.P2P, "TopologyChanged");
  }

  @Test
  void aParticipantWhoReconnectsIsIn() {
    CallScenario scene = CallScenario.fiveTalking().then(ends("e1")).then(vanishes("d1"));
    assertNull(scene.call().topologyDeadline());
    scene.due(Deadline.Kind.RECONNECT);
    assertEquals(Topology.SFU, scene.call().topology());
    assertEquals(Deadline.Kind.TOPOLOGY, deadline(scene).kind());
  }

  @Test
  void theEndDoesNotChangeTheTopology() {
    CallScenario scene = threeLeftOfFive().then(endsForEveryone("a1"));
    assertFacts(scene, Topology.P2P, "ParticipantLeft", "CallEnded");
    assertEquals(List.of(), scene.call().deadlines());
  }

  @Test
  void theStoreKeepsTheTopology() {
    Call call = threeLeftOfFive().call();
    assertEquals(call, StoredCallCodec.read(call.id(), StoredCallCodec.write(call)));
  }

  @Test
  void theTopologyOfAnOlderInstancesCallFollowsFromItsParticipants() {
    for (CallScenario scene :
        List.of(
            CallScenario.connected(), CallScenario.groupConnected(), CallScenario.fiveTalking())) {
      Call call = scene.call();
      Call read =
          StoredCallCodec.read(
              call.id(), StoredCallCodec.write(call).toBuilder().clearTopology().build());
      assertEquals(call, read);
    }
  }

  @Test
  void anOlderInstanceRefusesItsDeadline() {
    CallScenario scene = threeLeftOfFive().then(vanishes("a1"));
    List<Deadline> deadlines = scene.call().deadlines();
    assertFalse(deadlines.isEmpty());
    for (Deadline deadline : deadlines) {
      boolean topology = deadline.kind() == Deadline.Kind.TOPOLOGY;
      assertEquals(
          topology ? SchemaVersion.TOPOLOGY_IN_STATE : 0,
          TimerCommandWriter.write("call-1", deadline, CallScenario.START).getMinReader());
    }
  }
}
