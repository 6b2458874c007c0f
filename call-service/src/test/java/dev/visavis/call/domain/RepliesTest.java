package dev.visavis.call.domain;

import static dev.visavis.call.domain.People.answers;
import static dev.visavis.call.domain.People.blocking;
import static dev.visavis.call.domain.People.callee;
import static dev.visavis.call.domain.People.connects;
import static dev.visavis.call.domain.People.declines;
import static dev.visavis.call.domain.People.ends;
import static dev.visavis.call.domain.People.endsForEveryone;
import static dev.visavis.call.domain.People.invites;
import static dev.visavis.call.domain.People.joins;
import static dev.visavis.call.domain.People.mutes;
import static dev.visavis.call.domain.People.places;
import static dev.visavis.call.domain.People.rings;
import static dev.visavis.call.domain.People.sendsCandidate;
import static dev.visavis.call.domain.People.signals;
import static dev.visavis.call.domain.People.signalsToSfu;
import static dev.visavis.call.domain.People.syncs;
import static dev.visavis.call.domain.People.transfers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.call.domain.decision.CallCommand;
import dev.visavis.call.domain.state.Call;
import dev.visavis.call.domain.state.Participant;
import dev.visavis.call.domain.value.Deadline;
import dev.visavis.call.domain.value.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The replies to each command of a device in each situation. `replies.txt` is the table.
class RepliesTest {
  /// A device, and the call in which it sends its command.
  private record Situation(String device, Supplier<CallScenario> scene) {}

  private static final Map<String, Situation> SITUATIONS = situations();

  private static Map<String, Situation> situations() {
    Map<String, Situation> all = new LinkedHashMap<>();
    all.put("there is no such call, or it is forgotten", new Situation("b1", CallScenario::new));
    all.put("it rings: the caller", new Situation("a1", CallScenario::ringing));
    all.put("it rings: the caller's other device", new Situation("a2", CallScenario::ringing));
    all.put("it rings: a callee's device", new Situation("b1", CallScenario::ringing));
    all.put(
        "it rings: a callee's device that alerts",
        new Situation("b1", () -> CallScenario.ringing().then(rings("b1"))));
    all.put("it rings: a callee's device that is new", new Situation("b3", CallScenario::ringing));
    all.put("it rings: a stranger", new Situation("m1", CallScenario::ringing));
    all.put(
        "it rings: a callee who blocks the caller",
        new Situation("b1", () -> CallScenario.opening(places("a1", blocking("bob", "b1")))));
    all.put("connected: the caller", new Situation("a1", CallScenario::connected));
    all.put("connected: the callee", new Situation("b1", CallScenario::connected));
    all.put("connected: a device that rang", new Situation("b2", CallScenario::connected));
    all.put("connected: a device that never rang", new Situation("a2", CallScenario::connected));
    all.put("connected: a stranger", new Situation("m1", CallScenario::connected));
    all.put(
        "a hand-off: its target",
        new Situation("b2", () -> CallScenario.connected().then(transfers("b1", "b2"))));
    all.put(
        "a hand-off: the device in the call",
        new Situation("b1", () -> CallScenario.connected().then(transfers("b1", "b2"))));
    all.put(
        "a hand-off: its target has answered",
        new Situation(
            "b2", () -> CallScenario.connected().then(transfers("b1", "b2")).then(answers("b2"))));
    all.put(
        "a hand-off: its target did not answer in time",
        new Situation(
            "a2",
            () ->
                CallScenario.connected().then(transfers("a1", "a2")).due(Deadline.Kind.HAND_OFF)));
    all.put(
        "a hand-off: it is over, the former device",
        new Situation(
            "b1",
            () ->
                CallScenario.connected()
                    .then(transfers("b1", "b2"))
                    .then(answers("b2"))
                    .then(mutes("b2"))));
    all.put("a group: the initiator", new Situation("a1", CallScenario::groupConnected));
    all.put(
        "a group: somebody who left",
        new Situation("b1", () -> CallScenario.groupConnected().then(ends("b1"))));
    all.put(
        "a group: a device of somebody who declined on another",
        new Situation(
            "b2", () -> CallScenario.groupRinging().then(declines("b1")).then(answers("c1"))));
    all.put(
        "a group: somebody who missed it",
        new Situation(
            "b1", () -> CallScenario.groupRinging().then(answers("c1")).due(Deadline.Kind.RING)));
    all.put("a group on the SFU: the initiator", new Situation("a1", CallScenario::fiveTalking));
    all.put(
        "a group of four without a media server: a fifth",
        new Situation(
            "e1",
            () ->
                CallScenario.fourTalking()
                    .due(Deadline.Kind.ROOM)
                    .then(invites("a1", callee("erin", "e1")))));
    all.put(
        "ended: who hung up", new Situation("a1", () -> CallScenario.connected().then(ends("a1"))));
    all.put(
        "ended: the other side",
        new Situation("b1", () -> CallScenario.connected().then(ends("a1"))));
    all.put(
        "ended: a device that rang",
        new Situation("b2", () -> CallScenario.connected().then(ends("a1"))));
    all.put(
        "ended: a device that never rang",
        new Situation("a2", () -> CallScenario.connected().then(ends("a1"))));
    all.put(
        "ended: a stranger", new Situation("m1", () -> CallScenario.connected().then(ends("a1"))));
    all.put(
        "cancelled: the caller",
        new Situation("a1", () -> CallScenario.ringing().then(ends("a1"))));
    all.put(
        "cancelled: a callee's device",
        new Situation("b1", () -> CallScenario.ringing().then(ends("a1"))));
    all.put(
        "missed: the caller",
        new Situation("a1", () -> CallScenario.ringing().due(Deadline.Kind.RING)));
    all.put(
        "missed: a callee's device",
        new Situation("b1", () -> CallScenario.ringing().due(Deadline.Kind.RING)));
    all.put(
        "missed: a device that comes too late",
        new Situation("b3", () -> CallScenario.ringing().due(Deadline.Kind.RING)));
    all.put(
        "declined: the caller",
        new Situation("a1", () -> CallScenario.ringing().then(declines("b1"))));
    all.put(
        "declined: the device that declined",
        new Situation("b1", () -> CallScenario.ringing().then(declines("b1"))));
    all.put(
        "declined: a callee's other device",
        new Situation("b2", () -> CallScenario.ringing().then(declines("b1"))));
    all.put(
        "declined: a device that comes too late",
        new Situation("b3", () -> CallScenario.ringing().then(declines("b1"))));
    return all;
  }

  private static Map<String, People.Act> messages(String device) {
    String target = device.charAt(0) + (device.endsWith("2") ? "1" : "2");
    String peer = device.charAt(0) == 'a' ? "bob" : "alice";
    Map<String, People.Act> all = new LinkedHashMap<>();
    all.put("initiate_call", places(device, callee("carol", "c1")));
    all.put("ringing", rings(device));
    all.put("answer_call", answers(device));
    all.put("decline_call", declines(device));
    all.put("end_call", ends(device));
    all.put("end_call for everyone", endsForEveryone(device));
    all.put("offer", signals(device, Signal.Kind.OFFER, "offer", peer));
    all.put("answer", signals(device, Signal.Kind.ANSWER, "answer", peer));
    all.put("ice_candidate", sendsCandidate(device, "one", peer));
    all.put("e2ee", signals(device, Signal.Kind.KEY, "key", peer));
    all.put("view", signalsToSfu(device, Signal.Kind.VIEW, null));
    all.put("media_state", mutes(device));
    all.put("transfer_call to another", transfers(device, target));
    all.put("transfer_call to itself", transfers(device, device));
    all.put("invite somebody new", invites(device, callee("dave", "d1")));
    all.put("invite who is there", invites(device, callee("alice", "a1"), callee("bob", "b1")));
    all.put("join_call", joins(device));
    all.put("sync", syncs(device));
    return all;
  }

  @Test
  void theTableContainsEveryCommandOfADevice() {
    Set<Class<?>> tried = new HashSet<>();
    messages("b1").values().forEach(act -> tried.add(act.apply(CallScenario.START).getClass()));
    assertEquals(Set.of(CallCommand.DeviceCommand.class.getPermittedSubclasses()), tried);
  }

  @TestFactory
  Stream<DynamicTest> everyCommandGetsTheReplyOfTheTable() throws IOException {
    Map<String, List<String>> table = table();
    assertEquals(List.copyOf(SITUATIONS.keySet()), List.copyOf(table.keySet()));
    return SITUATIONS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertEquals(
                            String.join("\n", table.getOrDefault(entry.getKey(), List.of())),
                            String.join("\n", replies(entry.getValue())))));
  }

  private static List<String> replies(Situation situation) {
    List<String> lines = new ArrayList<>();
    String device = situation.device();
    messages(device)
        .forEach(
            (message, act) -> {
              CallScenario scene = situation.scene().get();
              if (isConnectedLater(scene, device)) {
                scene.then(connects(device, device + "-socket-1"));
              }
              Call before = scene.call();
              scene.then(act);
              if (scene.refusal() != null) {
                assertEquals(before, scene.call(), message);
              }
              lines.add(message + ": " + String.join(", ", heard(scene, device)));
            });
    return lines;
  }

  private static boolean isConnectedLater(CallScenario scene, String device) {
    Participant participant = scene.call().participant(People.user(device));
    return participant != null && !participant.blocksCaller() && participant.device(device) == null;
  }

  private static List<String> heard(CallScenario scene, String device) {
    List<String> heard =
        scene.heard().stream()
            .filter(line -> line.startsWith(device + " ") && !line.endsWith(" peers"))
            .map(line -> line.substring(device.length() + 1))
            .toList();
    return heard.isEmpty() ? List.of("-") : heard;
  }

  /// The lines of the table, by situation.
  static Map<String, List<String>> table() throws IOException {
    try (InputStream in = RepliesTest.class.getResourceAsStream("/replies.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, List<String>> table = new LinkedHashMap<>();
      List<String> block = new ArrayList<>();
      for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
        if (line.startsWith("# ")) {
          block = new ArrayList<>();
          table.put(line.substring(2), block);
        } else if (!line.startsWith("//")) {
          block.add(line);
        }
      }
      return table;
    }
  }
}
