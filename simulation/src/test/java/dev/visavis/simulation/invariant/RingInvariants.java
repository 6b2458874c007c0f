package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.DeviceRole;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.RunRecorder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Rules for ringing devices. A user who has left a group call may be invited again, and then rings
/// again.
final class RingInvariants {
  private static final long CALM_BEFORE_MS = 3_000;

  private RingInvariants() {}

  private static Stream<RunRecorder.Received> rings(Run run) {
    return run.world().recorder().received().filter(RingInvariants::rings);
  }

  private static boolean rings(RunRecorder.Received received) {
    return received.message().hasRing() && !received.message().getRing().getTransfer();
  }

  private static String where(RunRecorder.Received received) {
    return received.socket().number() + "/" + received.message().getCallId();
  }

  /// How often the user had been invited by then.
  private static long invitations(Run run, RunRecorder.Received received) {
    Run.CallTrace trace = run.trace(received.message().getCallId());
    return trace == null
        ? 0
        : trace
            .rings(received.device().person().id())
            .filter(ring -> ring.fromMs() <= received.atMs() + RelayInvariants.CLOCKS_DIFFER_MS)
            .count();
  }

  private static boolean wasInvitedAgain(Run run, RunRecorder.Received received) {
    Run.CallTrace trace = run.trace(received.message().getCallId());
    String user = received.device().person().id();
    boolean isCaller = trace != null && trace.isWellFormed() && user.equals(trace.callerId());
    return invitations(run, received) > (isCaller ? 0 : 1);
  }

  /// After a connection has received the end of the ringing, it does not ring for that call again,
  /// unless its user is invited again. It receives the end soon after its user stops ringing.
  static void nobodyRingsAfterTheEnd(Run run, Consumer<String> violation) {
    Set<String> over = new HashSet<>();
    run.world()
        .recorder()
        .received()
        .forEach(
            received -> {
              if (received.message().hasCallEnded()) {
                over.add(where(received));
              } else if (rings(received)
                  && over.contains(where(received))
                  && !wasInvitedAgain(run, received)) {
                violation.accept(received.device() + " rings after the end");
              }
            });
    rings(run)
        .filter(received -> isNotToldTheEnd(run, received))
        .forEach(
            received ->
                violation.accept(
                    received.device()
                        + " still rings for "
                        + Messages.shortId(received.message().getCallId())));
    run.world()
        .devices()
        .forEach(
            device ->
                device.client().callStates().stream()
                    .filter(callState -> callState.ringing || callState.joined)
                    .filter(callState -> device.isRegistered() && isOver(run, callState.callId))
                    .forEach(
                        callState ->
                            violation.accept(
                                device
                                    + " does not know that "
                                    + Messages.shortId(callState.callId)
                                    + " is over"
                                    + (callState.ringing ? ", and still rings" : ""))));
  }

  /// Whether the end is overdue, on a connection that holds and at a time without faults.
  private static boolean isNotToldTheEnd(Run run, RunRecorder.Received rung) {
    Run.CallTrace trace = run.trace(rung.message().getCallId());
    if (trace == null || !trace.isWellFormed()) {
      return false;
    }
    Ring ring =
        trace
            .rings(rung.device().person().id())
            .filter(each -> each.fromMs() <= rung.atMs() + RelayInvariants.CLOCKS_DIFFER_MS)
            .reduce((earlier, later) -> later)
            .orElse(null);
    if (ring == null || ring.until() == null) {
      return false;
    }
    long overMs = Math.max(rung.atMs(), ring.untilMs());
    long toldBy = overMs + RelayInvariants.SOON_MS;
    RunRecorder recorder = run.world().recorder();
    return toldBy < run.world().timeline().nowMs()
        && recorder.isCalmAndQuick(overMs - CALM_BEFORE_MS, toldBy)
        && RelayInvariants.isNotLost(recorder, rung.device(), rung.socket(), rung.atMs(), toldBy)
        && run.received(rung.device(), trace.callId())
            .filter(each -> each.socket() == rung.socket())
            .filter(each -> each.atMs() >= rung.atMs() && each.atMs() <= toldBy)
            .noneMatch(each -> stopsRinging(each.message()));
  }

  private static boolean stopsRinging(SignalingMessage message) {
    return message.hasCallEnded()
        || (message.hasCallState()
            && message.getCallState().getThisDevice() != DeviceRole.DEVICE_ROLE_RINGING);
  }

  private static boolean isOver(Run run, String callId) {
    Run.CallTrace trace = run.trace(callId);
    return trace == null || trace.end() != null;
  }

  static void nobodyRingsForEver(Run run, Consumer<String> violation) {
    run.calls()
        .filter(trace -> trace.end() == null)
        .forEach(trace -> violation.accept(trace.callId() + " has no end"));
  }

  /// A connection is rung at most once for each invitation of its user. Hand-offs do not count.
  static void nobodyRungTwice(Run run, Consumer<String> violation) {
    Map<String, Integer> rung = new HashMap<>();
    rings(run)
        .forEach(
            received -> {
              int times = rung.merge(where(received), 1, Integer::sum);
              if (times > Math.max(1, invitations(run, received))) {
                violation.accept(
                    received.device()
                        + " is rung too often: "
                        + Messages.brief(received.message()));
              }
            });
  }
}
