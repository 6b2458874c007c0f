package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.candidateOf;
import static dev.visavis.call.domain.People.closesThePage;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.givesBack;
import static dev.visavis.call.domain.People.glare;
import static dev.visavis.call.domain.People.hasRoom;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.isReclaimed;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.losesRoom;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.offers;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.signalsToSfu;
import static dev.visavis.call.domain.People.transfers;
import static dev.visavis.call.domain.People.vanishes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.decision.CallDecider;
import dev.visavis.call.domain.decision.CallRules;
import dev.visavis.call.domain.decision.Decision;
import dev.visavis.call.domain.notice.Notice;
import dev.visavis.call.domain.notice.Notices;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.CallEvent;
import dev.visavis.call.domain.state.CallEvolver;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Checks every sequence of actions from a small alphabet, up to a bounded depth, against
/// [ContractInvariants]. At any step, any deadline of the call may pass too.
class EverySequenceTest {
  private static final Map<String, People.Act> DIRECT =
      alphabet(
          "a1 ends", ends("a1"),
          "a1 vanishes", vanishes("a1"),
          "a1 closes the page", closesThePage("a1"),
          "a1 returns", connects("a1", "a1-socket-2"),
          "a1 sends a candidate", sendsCandidate("a1", "one", null),
          "b1 rings", rings("b1"),
          "b1 answers", answers("b1"),
          "b2 answers", answers("b2"),
          "b1 declines", declines("b1"),
          "b2 declines", declines("b2"),
          "b1 ends", ends("b1"),
          "b1 vanishes", vanishes("b1"),
          "b1 returns", connects("b1", "b1-socket-2"),
          "b2 vanishes", vanishes("b2"),
          "b1 hands over to b2", transfers("b1", "b2"),
          "b1 takes it back", transfers("b1", "b1"),
          "b2 pulls it", transfers("b2", "b2"),
          "b2 shows itself", mutes("b2"),
          "a1's word comes back", givesBack("b1", "b1-socket-1", candidateOf("alice", "one")),
          "b1 is reclaimed", isReclaimed("b1"),
          "glare", glare("call-0"));

  private static final Map<String, People.Act> GROUP =
      alphabet(
          "a1 ends", ends("a1"),
          "a1 vanishes", vanishes("a1"),
          "b1 answers", answers("b1"),
          "b2 joins", joins("b2"),
          "b1 declines", declines("b1"),
          "b1 ends", ends("b1"),
          "b1 offers to c", offers("b1", "carol"),
          "b1 invites dave", invites("b1", callee("dave", "d1")),
          "c1 answers", answers("c1"),
          "c1 vanishes", vanishes("c1"),
          "c1 returns", connects("c1", "c1-socket-2"),
          "d1 answers", answers("d1"));

  /// With five in the call or ringing at the start: the room on the SFU comes, goes, and comes
  /// late.
  private static final Map<String, People.Act> ROOMS =
      alphabet(
          "b1 answers", answers("b1"),
          "c1 answers", answers("c1"),
          "d1 answers", answers("d1"),
          "e1 joins", joins("e1"),
          "d1 ends", ends("d1"),
          "e1 ends", ends("e1"),
          "e1 vanishes", vanishes("e1"),
          "the first room is there", hasRoom(1),
          "the second room is there", hasRoom(2),
          "the first room is lost", losesRoom(1),
          "the second room is lost", losesRoom(2),
          "b1 offers to the first room", signalsToSfu("b1", Signal.Kind.OFFER, 1),
          "b1 shows what there is", signalsToSfu("b1", Signal.Kind.VIEW, null));

  private static Map<String, People.Act> alphabet(Object... namesAndActs) {
    Map<String, People.Act> alphabet = new LinkedHashMap<>();
    for (int i = 0; i < namesAndActs.length; i += 2) {
      alphabet.put((String) namesAndActs[i], (People.Act) namesAndActs[i + 1]);
    }
    return alphabet;
  }

  @Test
  void inACallOfTwo() {
    explore(DIRECT, places("a1", callee("bob", "b1", "b2")), 7, 20_000);
  }

  @Test
  void inAGroup() {
    explore(GROUP, places("a1", callee("bob", "b1", "b2"), callee("carol", "c1")), 6, 15_000);
  }

  @Test
  void withARoomOnTheSfu() {
    explore(
        ROOMS,
        places(
            "a1",
            callee("bob", "b1"),
            callee("carol", "c1"),
            callee("dave", "d1"),
            callee("erin", "e1")),
        7,
        20_000);
  }

  private static void explore(
      Map<String, People.Act> alphabet, People.Act opening, int depth, int atLeast) {
    Explorer explorer = new Explorer(alphabet);
    explorer.explore(History.NOTHING.then("opening", opening), depth);
    assertTrue(explorer.steps > atLeast, () -> "only " + explorer.steps + " steps");
  }

  /// Explores depth first. If two sequences lead to the same call and the same perceived state, it
  /// explores their continuations once.
  private static final class Explorer {
    private record Place(Call call, PerceivedState perceived, Instant now) {}

    private final Map<String, People.Act> alphabet;
    private final Map<Place, Integer> explored = new HashMap<>();
    private int steps;

    Explorer(Map<String, People.Act> alphabet) {
      this.alphabet = alphabet;
    }

    void explore(History history, int depth) {
      Place place = new Place(history.call(), history.perceived(), history.now());
      if (depth == 0 || explored.getOrDefault(place, 0) >= depth) {
        return;
      }
      explored.put(place, depth);
      alphabet.forEach((name, act) -> follow(history.then(name, act), depth));
      for (Deadline deadline : history.call().deadlines()) {
        follow(history.then("due: " + deadline.kind(), People.reaches(deadline)), depth);
      }
    }

    private void follow(History next, int depth) {
      steps++;
      explore(next, depth - 1);
    }
  }

  /// A sequence of actions and its result. Every step is checked.
  private record History(List<String> acts, Call call, PerceivedState perceived, Instant now) {
    static final History NOTHING =
        new History(List.of(), Call.none("call-1"), PerceivedState.NONE, CallScenario.START);

    History then(String name, People.Act act) {
      CallCommand command = act.apply(now);
      List<String> more = new ArrayList<>(acts);
      more.add(name);
      List<CallEvent> events = List.of();
      Call after = call;
      List<Notice> notices;
      switch (new CallDecider(CallRules.STANDARD).decide(call, command)) {
        case Decision.Accepted accepted -> {
          events = accepted.events();
          after = CallEvolver.evolve(call, events);
          notices = Notices.of(call, events, after, command);
        }
        case Decision.Rejected rejected ->
            notices = Notices.ofRejection(call, command, rejected.reason());
      }
      ContractInvariants.check(more, call, command, events, after, perceived, notices);
      return new History(more, after, perceived.and(notices), command.at());
    }
  }
}
