package dev.visavis.simulation.invariant;

import dev.visavis.proto.EventSubject;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.IceCandidateMessage;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.Person;
import dev.visavis.simulation.world.RunRecorder;
import dev.visavis.simulation.world.SimulatedSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must hold for what devices say to each other through the server.
final class RelayInvariants {
  /// For a barrier, a recall, or what call-service needs to take a command.
  static final long SOON_MS = 8_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long CALM_BEFORE_MS = 3_000;
  /// As long as one is down at the most, and a little.
  private static final long GATEWAY_IS_BACK_MS = 15_000;

  static final long CLOCKS_DIFFER_MS = 1_500;

  private RelayInvariants() {}

  /// Another device hears what one device sent on one connection once (what has an id that it
  /// knows does not count), in the order in which it was sent. What a device that opened a second
  /// socket said on the first may be late; so may be what a gateway that died had in hand, whose
  /// devices are told that they were not resumed.
  static void relayInOrderAndOnce(Run run, Consumer<String> violation) {
    Map<String, Integer> latest = new HashMap<>();
    Set<String> ids = new HashSet<>();
    Map<String, RunRecorder.Sent> saidBy = candidates(run);
    run.world()
        .recorder()
        .received()
        .filter(received -> received.message().hasIceCandidate())
        .forEach(
            received -> {
              String text = received.message().getIceCandidate().getCandidate().getCandidate();
              String[] parts = text.split("#", 2);
              if (parts.length < 2 || !ids.add(received.device() + received.message().getId())) {
                return;
              }
              String callId = received.message().getCallId();
              RunRecorder.Sent sent = saidBy.get(callId + text);
              if (sent == null) {
                violation.accept(received.device() + " hears " + text + ", which nobody said");
                return;
              }
              String way = callId + sent.socket().number() + parts[0] + " to " + received.device();
              int number = Integer.parseInt(parts[1]);
              Integer before = latest.put(way, number);
              if (before != null
                  && before >= number
                  && !restartedNegotiation(
                      run,
                      received.device(),
                      callId,
                      sent.atMs() - GATEWAY_IS_BACK_MS,
                      received.atMs())
                  && !flapped(run, sent, received)) {
                violation.accept(
                    received.device() + " hears " + text + " after " + parts[0] + "#" + before);
              }
            });
  }

  /// The receiver has connected twice or more since the candidate was sent. Candidates on the
  /// way to several former connections come back from each of them, in any order among them, which
  /// ICE does not mind within a round.
  private static boolean flapped(Run run, RunRecorder.Sent sent, RunRecorder.Received received) {
    return run.world().recorder().observations().stream()
            .filter(RunRecorder.Connecting.class::isInstance)
            .filter(observation -> observation.device().equals(received.device()))
            .filter(
                observation ->
                    observation.atMs() >= sent.atMs() && observation.atMs() <= received.atMs())
            .count()
        > 1;
  }

  /// A call that was there already and is not named is one of which the device knows nothing.
  static boolean isNotResumed(Run run, RunRecorder.Received received, String callId) {
    Run.CallTrace trace = run.trace(callId);
    return received.message().hasRegistered()
        && trace != null
        && Run.ms(trace.facts().getFirst()) <= received.atMs()
        && received.message().getRegistered().getCallsList().stream()
            .noneMatch(call -> call.getCallId().equals(callId) && call.getResumed());
  }

  private static Map<String, RunRecorder.Sent> candidates(Run run) {
    Map<String, RunRecorder.Sent> candidates = new HashMap<>();
    run.world()
        .recorder()
        .sent()
        .filter(sent -> sent.message().hasIceCandidate())
        .forEach(
            sent ->
                candidates.put(
                    sent.message().getCallId()
                        + sent.message().getIceCandidate().getCandidate().getCandidate(),
                    sent));
    return candidates;
  }

  /// What somebody in a call says reaches the other one, though its connection breaks meanwhile:
  /// unless the sender was told that it was refused, a process died that had it in hand (then
  /// `resumed` is false, which is a matter of calm weather here), its own connection broke, or the
  /// call was over before.
  static void nothingRelayedIsLost(Run run, Consumer<String> violation) {
    Set<String> heard = new HashSet<>();
    run.world()
        .recorder()
        .received()
        .filter(each -> each.message().hasIceCandidate())
        .forEach(each -> heard.add(key(each.device().person(), each.message())));
    Set<String> refused = run.world().recorder().refusedRequests();
    run.world()
        .recorder()
        .sent()
        .filter(sent -> sent.message().hasIceCandidate())
        .filter(sent -> !refused.contains(sent.message().getRequestId()))
        .filter(sent -> mustArrive(run, sent))
        .forEach(
            sent -> {
              Person other = otherSide(run, sent);
              if (other != null && !heard.contains(key(other, sent.message()))) {
                violation.accept(other + " never hears " + Messages.brief(sent.message()));
              }
            });
  }

  private static String key(Person receiver, SignalingMessage message) {
    return receiver + message.getCallId() + message.getIceCandidate().getCandidate().getCandidate();
  }

  private static boolean mustArrive(Run run, RunRecorder.Sent sent) {
    RunRecorder recorder = run.world().recorder();
    long at = sent.atMs();
    long by = receivedByMs(run, sent);
    return by != NEVER
        && recorder.isCalm(at - CALM_BEFORE_MS, by)
        && wasInTheCall(run, sent)
        && !endedOrMovedBefore(run, sent, by)
        && isNotLost(recorder, sent.device(), sent.socket(), at, at + 1_000);
  }

  /// When the other side must have heard it: soon, if its connection holds; else soon after it is
  /// back in the call and is told that nothing is missing, if that connection holds.
  private static long receivedByMs(Run run, RunRecorder.Sent sent) {
    Person other = otherSide(run, sent);
    String callId = sent.message().getCallId();
    long at = sent.atMs();
    return other == null
        ? NEVER
        : other.devices().stream()
            .flatMap(device -> run.received(device, callId))
            .filter(received -> isJoinedDevice(received, callId))
            .filter(received -> received.atMs() <= at || received.message().hasRegistered())
            .filter(received -> staysInTheCall(run, callId, other, received.atMs(), at))
            .filter(
                received ->
                    !restartedNegotiation(run, received.device(), callId, at, received.atMs()))
            .filter(
                received ->
                    isNotLost(
                        run.world().recorder(),
                        received.device(),
                        received.socket(),
                        received.atMs(),
                        Math.max(received.atMs(), at) + SOON_MS))
            .mapToLong(received -> Math.max(received.atMs(), at) + SOON_MS)
            .min()
            .orElse(NEVER);
  }

  /// Nobody hears what was said to them in an earlier part that they had in a group.
  private static boolean staysInTheCall(
      Run run, String callId, Person person, long onceMs, long againMs) {
    Run.CallTrace trace = run.trace(callId);
    long from = Math.min(onceMs, againMs) - CLOCKS_DIFFER_MS;
    long until = Math.max(onceMs, againMs) + SOON_MS + CLOCKS_DIFFER_MS;
    return trace != null
        && trace.facts().stream()
            .filter(fact -> Run.ms(fact) >= from && Run.ms(fact) <= until)
            .noneMatch(fact -> changesThePart(fact, person.id()));
  }

  /// Somebody leaves, does not come, or is invited once more.
  private static boolean changesThePart(CallEvent fact, String userId) {
    return fact.hasParticipantsInvited()
        ? Ring.invitedBy(fact).stream().anyMatch(who -> who.getUser().getId().equals(userId))
        : endsThePart(fact, userId);
  }

  static boolean endsThePart(CallEvent fact, String userId) {
    return (fact.hasParticipantLeft()
            || fact.hasParticipantDeclined()
            || fact.hasParticipantMissed())
        && userId.equals(EventSubject.userId(fact));
  }

  /// Whether the device was told meanwhile that it may miss something.
  private static boolean restartedNegotiation(
      Run run, Device device, String callId, long fromMs, long untilMs) {
    return run.world()
        .recorder()
        .received()
        .filter(each -> each.device() == device)
        .filter(each -> each.atMs() > fromMs && each.atMs() <= untilMs)
        .anyMatch(each -> isNotResumed(run, each, callId));
  }

  /// The device is told that it is in the call, and, if it comes back, that nothing is missing.
  private static boolean isJoinedDevice(RunRecorder.Received received, String callId) {
    Call state = received.message().getCallState();
    return state.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
        || received.message().getRegistered().getCallsList().stream()
            .anyMatch(
                call ->
                    call.getCallId().equals(callId)
                        && call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
                        && call.getResumed());
  }

  /// The connection neither broke meanwhile nor gave way to another one.
  static boolean isNotLost(
      RunRecorder recorder, Device device, SimulatedSocket socket, long fromMs, long untilMs) {
    return recorder.observations().stream()
        .filter(observation -> observation.device() == device)
        .filter(observation -> observation.atMs() >= fromMs && observation.atMs() < untilMs)
        .noneMatch(
            observation ->
                observation instanceof RunRecorder.SocketLost && observation.socket() == socket
                    || observation instanceof RunRecorder.Connecting
                        && observation.socket() != socket);
  }

  /// The device knew that it was in the call when it spoke.
  private static boolean wasInTheCall(Run run, RunRecorder.Sent sent) {
    String callId = sent.message().getCallId();
    return run.received(sent.device(), callId)
        .filter(received -> received.atMs() <= sent.atMs() && received.socket() == sent.socket())
        .filter(
            received ->
                staysInTheCall(run, callId, sent.device().person(), received.atMs(), sent.atMs()))
        .anyMatch(
            received ->
                received.message().getCallState().getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
                    && received.message().getCallState().getState()
                        == CallState.CALL_STATE_CONNECTED);
  }

  /// A call that ends, or a side that goes to another device, needs no more of what was said.
  static boolean endedOrMovedBefore(Run run, RunRecorder.Sent sent, long untilMs) {
    Run.CallTrace trace = run.trace(sent.message().getCallId());
    return trace == null
        || trace.facts().stream()
            .filter(CallEvent::hasCallEnded)
            .anyMatch(fact -> Run.ms(fact) <= untilMs + CLOCKS_DIFFER_MS)
        || hadHandOff(run, sent);
  }

  /// Either side was offered to another device at some time.
  static boolean hadHandOff(Run run, RunRecorder.Sent said) {
    Person other = otherSide(run, said);
    return transfers(run, said.message().getCallId())
        .map(sent -> sent.device().person())
        .anyMatch(person -> person == other || person == said.device().person());
  }

  static boolean hadHandOff(Run run, String callId) {
    return transfers(run, callId).findAny().isPresent();
  }

  private static Stream<RunRecorder.Sent> transfers(Run run, String callId) {
    return run.world()
        .recorder()
        .sent()
        .filter(sent -> sent.message().hasTransferCall())
        .filter(sent -> sent.message().getCallId().equals(callId));
  }

  private static @Nullable Person otherSide(Run run, RunRecorder.Sent sent) {
    Run.CallTrace trace = run.trace(sent.message().getCallId());
    if (trace == null || !trace.isWellFormed()) {
      return null;
    }
    String speaker = sent.device().person().id();
    List<InvitedUser> invited = trace.first().getCallInitiated().getInvitedList();
    String callee = invited.getFirst().getUser().getId();
    String other = trace.callerId().equals(speaker) ? callee : trace.callerId();
    IceCandidateMessage said = sent.message().getIceCandidate();
    // Without a receiver it is for the other one of two, who may have become more meanwhile.
    String to = said.hasTo() ? said.getTo() : invited.size() == 1 ? other : "";
    return run.world().people().stream()
        .filter(person -> person.id().equals(to))
        .findFirst()
        .orElse(null);
  }
}
