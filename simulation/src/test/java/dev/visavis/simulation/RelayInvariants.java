package dev.visavis.simulation;

import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What must hold for what devices say to each other through the server.
final class RelayInvariants {
  /// For a barrier, a recall, or what call-service needs to take a command.
  private static final long SOON_MS = 8_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long CALM_BEFORE_MS = 3_000;
  /// As long as one is down at the most, and a little.
  private static final long GATEWAY_IS_BACK_MS = 15_000;

  private static final long CLOCKS_DIFFER_MS = 1_500;

  private RelayInvariants() {}

  /// Of what one device sent on one connection, another hears each once (what has an id that it
  /// knows does not count), in the order in which it was sent. What a device that opened a second
  /// socket said on the first may be late; so may be what a gateway that died had in hand, whose
  /// devices are told that they were not resumed.
  static void relayInOrderAndOnce(Run run, Consumer<String> violation) {
    Map<String, Integer> latest = new HashMap<>();
    Set<String> ids = new HashSet<>();
    Map<String, Watch.Said> saidBy = candidates(run);
    run.world()
        .watch()
        .heard()
        .filter(heard -> heard.message().hasIceCandidate())
        .forEach(
            heard -> {
              String text = heard.message().getIceCandidate().getCandidate().getCandidate();
              String[] parts = text.split("#", 2);
              if (parts.length < 2 || !ids.add(heard.device() + heard.message().getId())) {
                return;
              }
              String callId = heard.message().getCallId();
              Watch.Said said = saidBy.get(callId + text);
              if (said == null) {
                violation.accept(heard.device() + " hears " + text + ", which nobody said");
                return;
              }
              String way = callId + said.link().number() + ">" + heard.device();
              int number = Integer.parseInt(parts[1]);
              Integer before = latest.put(way, number);
              if (before != null
                  && before >= number
                  && !startedAnew(
                      run, heard.device(), callId, said.atMs() - GATEWAY_IS_BACK_MS, heard.atMs())
                  && !flapped(run, said, heard)) {
                violation.accept(
                    heard.device() + " hears " + text + " after " + parts[0] + "#" + before);
              }
            });
  }

  /// The receiver has connected three times or more since the candidate was sent. Candidates on the
  /// way to several former connections come back from each of them, in any order among them, which
  /// ICE does not mind within a round.
  private static boolean flapped(Run run, Watch.Said said, Watch.Heard heard) {
    return run.world().watch().sights().stream()
            .filter(Watch.Connecting.class::isInstance)
            .filter(sight -> sight.device().equals(heard.device()))
            .filter(sight -> sight.atMs() >= said.atMs() && sight.atMs() <= heard.atMs())
            .count()
        > 2;
  }

  /// A call that was there already and is not named is one of which the device knows nothing.
  static boolean isNotResumed(Run run, Watch.Heard heard, String callId) {
    Run.Story story = run.story(callId);
    return heard.message().hasRegistered()
        && story != null
        && Run.ms(story.facts().getFirst()) <= heard.atMs()
        && heard.message().getRegistered().getCallsList().stream()
            .noneMatch(call -> call.getCallId().equals(callId) && call.getResumed());
  }

  private static Map<String, Watch.Said> candidates(Run run) {
    Map<String, Watch.Said> candidates = new HashMap<>();
    run.world()
        .watch()
        .said()
        .filter(said -> said.message().hasIceCandidate())
        .forEach(
            said ->
                candidates.put(
                    said.message().getCallId()
                        + said.message().getIceCandidate().getCandidate().getCandidate(),
                    said));
    return candidates;
  }

  /// What somebody in a call says reaches the other one, though its connection breaks meanwhile:
  /// unless a process died that had it in hand (then `resumed` is false, which is a matter of
  /// calm weather here), its own connection broke, or the call was over before.
  static void nothingRelayedIsLost(Run run, Consumer<String> violation) {
    Set<String> heard = new HashSet<>();
    run.world()
        .watch()
        .heard()
        .filter(each -> each.message().hasIceCandidate())
        .forEach(each -> heard.add(key(each.device().person(), each.message())));
    run.world()
        .watch()
        .said()
        .filter(said -> said.message().hasIceCandidate())
        .filter(said -> mustArrive(run, said))
        .forEach(
            said -> {
              Person other = otherSide(run, said);
              if (other != null && !heard.contains(key(other, said.message()))) {
                violation.accept(other + " never hears " + Messages.brief(said.message()));
              }
            });
  }

  private static String key(Person receiver, SignalingMessage message) {
    return receiver + message.getCallId() + message.getIceCandidate().getCandidate().getCandidate();
  }

  private static boolean mustArrive(Run run, Watch.Said said) {
    Watch watch = run.world().watch();
    long at = said.atMs();
    long by = heardByMs(run, said);
    return by != NEVER
        && watch.isCalm(at - CALM_BEFORE_MS, by)
        && wasInTheCall(run, said)
        && !endedOrMovedBefore(run, said, by)
        && isNotLost(watch, said.device(), said.link(), at, at + 1_000);
  }

  /// When the other side must have heard it: soon, if its connection holds; else soon after it is
  /// back in the call and is told that nothing is missing, if that connection holds.
  private static long heardByMs(Run run, Watch.Said said) {
    Person other = otherSide(run, said);
    String callId = said.message().getCallId();
    long at = said.atMs();
    return other == null
        ? NEVER
        : other.devices().stream()
            .flatMap(device -> run.heard(device, callId))
            .filter(heard -> isSeat(heard, callId))
            .filter(heard -> heard.atMs() <= at || heard.message().hasRegistered())
            .filter(heard -> !startedAnew(run, heard.device(), callId, at, heard.atMs()))
            .filter(
                heard ->
                    isNotLost(
                        run.world().watch(),
                        heard.device(),
                        heard.link(),
                        heard.atMs(),
                        Math.max(heard.atMs(), at) + SOON_MS))
            .mapToLong(heard -> Math.max(heard.atMs(), at) + SOON_MS)
            .min()
            .orElse(NEVER);
  }

  /// Whether the device was told meanwhile that it may miss something.
  private static boolean startedAnew(
      Run run, Device device, String callId, long fromMs, long untilMs) {
    return run.world()
        .watch()
        .heard()
        .filter(each -> each.device() == device)
        .filter(each -> each.atMs() > fromMs && each.atMs() <= untilMs)
        .anyMatch(each -> isNotResumed(run, each, callId));
  }

  /// The device is told that it is in the call, and, if it comes back, that nothing is missing.
  private static boolean isSeat(Watch.Heard heard, String callId) {
    Call state = heard.message().getCallState();
    return state.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
        || heard.message().getRegistered().getCallsList().stream()
            .anyMatch(
                call ->
                    call.getCallId().equals(callId)
                        && call.getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
                        && call.getResumed());
  }

  /// The connection neither broke meanwhile nor gave way to another one.
  static boolean isNotLost(Watch watch, Device device, Link link, long fromMs, long untilMs) {
    return watch.sights().stream()
        .filter(sight -> sight.device() == device)
        .filter(sight -> sight.atMs() >= fromMs && sight.atMs() < untilMs)
        .noneMatch(
            sight ->
                sight instanceof Watch.Lost && sight.link() == link
                    || sight instanceof Watch.Connecting && sight.link() != link);
  }

  /// The device knew that it was in the call when it spoke.
  private static boolean wasInTheCall(Run run, Watch.Said said) {
    return run.heard(said.device(), said.message().getCallId())
        .filter(heard -> heard.atMs() <= said.atMs() && heard.link() == said.link())
        .anyMatch(
            heard ->
                heard.message().getCallState().getThisDevice() == DeviceRole.DEVICE_ROLE_JOINED
                    && heard.message().getCallState().getState() == CallState.CALL_STATE_CONNECTED);
  }

  /// A call that ends, or a side that goes to another device, needs no more of what was said.
  private static boolean endedOrMovedBefore(Run run, Watch.Said said, long untilMs) {
    Run.Story story = run.story(said.message().getCallId());
    return story == null
        || story.facts().stream()
            .filter(fact -> fact.hasCallEnded() || fact.hasParticipantMoved())
            .anyMatch(fact -> Run.ms(fact) <= untilMs + CLOCKS_DIFFER_MS)
        || hadHandOff(run, said.message().getCallId());
  }

  static boolean hadHandOff(Run run, String callId) {
    return run.world()
        .watch()
        .said()
        .anyMatch(
            said -> said.message().hasTransferCall() && said.message().getCallId().equals(callId));
  }

  private static @Nullable Person otherSide(Run run, Watch.Said said) {
    Run.Story story = run.story(said.message().getCallId());
    if (story == null || !story.isWellFormed()) {
      return null;
    }
    String speaker = said.device().person().id();
    String other = story.callerId().equals(speaker) ? story.calleeId() : story.callerId();
    return run.world().people().stream()
        .filter(person -> person.id().equals(other))
        .findFirst()
        .orElse(null);
  }
}
