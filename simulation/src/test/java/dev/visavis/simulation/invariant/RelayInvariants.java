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

/// Rules for the candidates that devices send to each other.
final class RelayInvariants {
  /// Long enough for a barrier, a reclaim, or the processing of a command by call-service.
  static final long SOON_MS = 8_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long CALM_BEFORE_MS = 3_000;
  /// A little longer than a gateway is ever down.
  private static final long GATEWAY_IS_BACK_MS = 15_000;

  static final long CLOCKS_DIFFER_MS = 1_500;

  private RelayInvariants() {}

  /// A device receives the candidates that another device sent on one connection in the order of
  /// sending, and each once. A message with an id that the device knows does not count. Candidates
  /// may arrive late from the first of two sockets of one device, and from a gateway that died,
  /// whose devices then get `resumed: false`.
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
                violation.accept(received.device() + " receives " + text + ", which nobody sent");
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
                    received.device() + " receives " + text + " after " + parts[0] + "#" + before);
              }
            });
  }

  /// Whether connections have broken so often since the candidate was sent that its order among
  /// others is open: the receiver has connected twice or more, and each of its former connections
  /// returns its candidates; or the receiver has connected once and the sender's connection broke,
  /// so that what waited there for a barrier took the log. ICE accepts the candidates of a round in
  /// any order.
  private static boolean flapped(Run run, RunRecorder.Sent sent, RunRecorder.Received received) {
    RunRecorder recorder = run.world().recorder();
    long connections =
        recorder.connections(received.device()).stream()
            .filter(RunRecorder.Connecting.class::isInstance)
            .filter(
                observation ->
                    observation.atMs() >= sent.atMs() && observation.atMs() <= received.atMs())
            .count();
    return connections > 1
        || connections == 1
            && !isNotLost(recorder, sent.device(), sent.socket(), sent.atMs(), received.atMs() + 1);
  }

  /// Whether `registered` does not promise the device that it has missed nothing of the call: the
  /// call exists, and the reply either does not list it or lists it with `resumed: false`.
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

  /// A candidate of a participant reaches the peer, even if the peer's connection breaks on the
  /// way. Exceptions: the sender got an error for it, the sender's connection broke, the call
  /// ended first, or a fault was in effect, because a process that dies may lose it (the peer
  /// then gets `resumed: false`).
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
                violation.accept(other + " never receives " + Messages.brief(sent.message()));
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

  /// By when the peer must have received it: soon, if the peer's connection holds. Otherwise soon
  /// after the peer has rejoined the call with `resumed: true` on a connection that holds.
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

  /// Whether the user stays a participant all the time. A user who returns to a group call does not
  /// receive what was sent before.
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

  /// Whether the user leaves, declines or misses the call, or is invited again.
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

  /// Whether the device got `resumed: false`, or an equal reply, within that time.
  private static boolean restartedNegotiation(
      Run run, Device device, String callId, long fromMs, long untilMs) {
    return run.world()
        .recorder()
        .received(device)
        .filter(each -> each.atMs() > fromMs && each.atMs() <= untilMs)
        .anyMatch(each -> isNotResumed(run, each, callId));
  }

  /// Whether the message names the device as the joined device and, in `registered`, promises that
  /// it has missed nothing.
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

  /// Whether the connection neither broke nor was replaced within that time.
  static boolean isNotLost(
      RunRecorder recorder, Device device, SimulatedSocket socket, long fromMs, long untilMs) {
    return recorder.connections(device).stream()
        .filter(observation -> observation.atMs() >= fromMs && observation.atMs() < untilMs)
        .noneMatch(
            observation ->
                observation instanceof RunRecorder.SocketLost && observation.socket() == socket
                    || observation instanceof RunRecorder.Connecting
                        && observation.socket() != socket);
  }

  /// Whether the device knew that it was in the call when it sent the candidate.
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

  /// Whether the candidate was no longer needed, because the call ended or a side of it moved to
  /// another device.
  static boolean endedOrMovedBefore(Run run, RunRecorder.Sent sent, long untilMs) {
    Run.CallTrace trace = run.trace(sent.message().getCallId());
    return trace == null
        || trace.facts().stream()
            .filter(CallEvent::hasCallEnded)
            .anyMatch(fact -> Run.ms(fact) <= untilMs + CLOCKS_DIFFER_MS)
        || hadHandOff(run, sent);
  }

  /// Whether a hand-off of either side was ever requested.
  static boolean hadHandOff(Run run, RunRecorder.Sent said) {
    Person other = otherSide(run, said);
    return transfers(run, said.message().getCallId())
        .map(sent -> sent.device().person())
        .anyMatch(person -> person == other || person == said.device().person());
  }

  static boolean hadHandOff(Run run, String callId) {
    return transfers(run, callId).findAny().isPresent();
  }

  /// The requests to hand this call off.
  static Stream<RunRecorder.Sent> transfers(Run run, String callId) {
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
    // A candidate without a receiver is for the peer of a direct call, which may be a group by now.
    String to = said.hasTo() ? said.getTo() : invited.size() == 1 ? other : "";
    return run.world().people().stream()
        .filter(person -> person.id().equals(to))
        .findFirst()
        .orElse(null);
  }
}
