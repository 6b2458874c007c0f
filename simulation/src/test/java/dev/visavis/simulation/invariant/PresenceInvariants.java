package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.RunRecorder;
import dev.visavis.simulation.world.SimulatedSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Rules about online and rung devices. They are checked only for times without faults, because no
/// rule limits how long presence takes while processes die.
final class PresenceInvariants {
  /// Allows for the different clocks of gateways and for slow messages.
  private static final long SLACK_MS = 4_500;

  /// The time from `registered` to the loss of the connection.
  private record Presence(Device device, SimulatedSocket socket, long fromMs, long toMs) {}

  private PresenceInvariants() {}

  private static List<Presence> presences(Run run) {
    List<Presence> presences = new ArrayList<>();
    List<RunRecorder.Observation> observations = run.world().recorder().observations();
    for (int i = 0; i < observations.size(); i++) {
      if (observations.get(i) instanceof RunRecorder.Received received
          && received.message().hasRegistered()) {
        presences.add(
            new Presence(
                received.device(),
                received.socket(),
                received.atMs(),
                lostAt(observations, i, received.socket())));
      }
    }
    return presences;
  }

  private static long lostAt(
      List<RunRecorder.Observation> observations, int from, SimulatedSocket socket) {
    for (int i = from; i < observations.size(); i++) {
      RunRecorder.Observation observation = observations.get(i);
      boolean gone =
          (observation instanceof RunRecorder.SocketLost && observation.socket() == socket)
              || (observation instanceof RunRecorder.Connecting
                  && observation.device() == socket.device()
                  && observation.socket() != socket);
      if (gone) {
        return observation.atMs();
      }
    }
    return Long.MAX_VALUE;
  }

  static void onlineDuringRingIsRung(Run run, Consumer<String> violation) {
    List<Presence> presences = presences(run);
    run.calls()
        .forEach(
            trace ->
                audibleRings(trace)
                    .forEach(
                        ring -> {
                          for (Presence presence : presences) {
                            if (isMissedBy(run, trace, ring, presence)) {
                              violation.accept(
                                  presence.device()
                                      + " was online and not rung for "
                                      + Messages.shortId(trace.callId()));
                            }
                          }
                        }));
  }

  private static Stream<Ring> audibleRings(Run.CallTrace trace) {
    return trace.rings().stream().filter(ring -> !ring.isBlocked());
  }

  private static boolean isMissedBy(Run run, Run.CallTrace trace, Ring ring, Presence presence) {
    boolean callee = presence.device().person().id().equals(ring.userId());
    long start = Math.max(ring.fromMs(), presence.fromMs());
    long end = Math.min(ring.untilMs(), presence.toMs());
    return callee
        && end - start > SLACK_MS
        && run.world().recorder().isCalmAndQuick(start - SLACK_MS, end)
        && !knew(run, presence, trace.callId(), ring.fromMs() - SLACK_MS);
  }

  private static boolean knew(Run run, Presence presence, String callId, long sinceMs) {
    return run.received(presence.device(), callId)
        .anyMatch(
            received ->
                received.socket() == presence.socket()
                    && received.message().hasRing()
                    && received.atMs() >= sinceMs);
  }

  /// Five seconds after a user's last device has gone offline, the call stops ringing that user.
  static void vanishedLastDeviceEndsUnavailable(Run run, Consumer<String> violation) {
    List<Presence> presences = presences(run);
    run.calls()
        .forEach(
            trace ->
                audibleRings(trace)
                    .forEach(
                        ring -> {
                          long to = ring.untilMs();
                          long gone = lastSeen(presences, ring.userId(), ring.fromMs(), to);
                          // A gateway may need 30 s to notice a broken connection.
                          if (gone > 0
                              && to - gone > 5_000 + SLACK_MS + 30_000
                              && run.world().recorder().isCalmAndQuick(gone, to)) {
                            violation.accept(
                                Messages.shortId(trace.callId())
                                    + " still rings a user without a device");
                          }
                        }));
  }

  /// When the user's last device went offline; 0 if a device stayed online.
  private static long lastSeen(List<Presence> presences, String userId, long from, long to) {
    long last = 0;
    for (Presence presence : presences) {
      if (presence.device().person().id().equals(userId)
          && presence.fromMs() < to
          && presence.toMs() > from) {
        last = Math.max(last, presence.toMs());
      }
    }
    return last == Long.MAX_VALUE ? 0 : last;
  }

  static void offlineIsUnavailable(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace ->
                audibleRings(trace)
                    .filter(ring -> ring.invited().getRungDevicesCount() == 0)
                    .filter(ring -> !isUnavailableAtOnce(ring) || !endsAtOnceIfDirect(trace))
                    .forEach(
                        ring ->
                            violation.accept(trace.callId() + " rings a user without a device")));
  }

  private static boolean isUnavailableAtOnce(Ring ring) {
    CallEvent until = ring.until();
    return until != null
        && until.getVersion() == ring.from().getVersion()
        && until.getParticipantMissed().getReason() == EndReason.END_REASON_UNAVAILABLE;
  }

  private static boolean endsAtOnceIfDirect(Run.CallTrace trace) {
    CallEvent end = trace.end();
    return !trace.isDirect()
        || (end != null
            && end.getVersion() == 1
            && end.getCallEnded().getReason() == EndReason.END_REASON_UNAVAILABLE);
  }

  /// If two users call each other, the call with the greater id ends and names the other one. Only
  /// direct calls: a group call has participants besides the two users.
  static void glare(Run run, Consumer<String> violation) {
    List<Run.CallTrace> traces = run.calls().toList();
    for (Run.CallTrace trace : traces) {
      CallEvent end = trace.end();
      if (end != null && end.getCallEnded().getReason() == EndReason.END_REASON_GLARE) {
        String other = end.getCallEnded().getContinuesAs();
        Run.CallTrace lives = run.trace(other);
        if (lives == null
            || other.compareTo(trace.callId()) >= 0
            || !lives.callerId().equals(trace.calleeId())) {
          violation.accept(trace.callId() + " ends in favour of " + other);
        }
      }
      for (Run.CallTrace other : traces) {
        if (trace.isDirect() && other.isDirect()) {
          ringsBothWays(run, trace, other, violation);
        }
      }
    }
  }

  private static void ringsBothWays(
      Run run, Run.CallTrace one, Run.CallTrace other, Consumer<String> violation) {
    long from = Math.max(Run.ms(one.first()), Run.ms(other.first()));
    Ring ring = one.rings().getFirst();
    Ring otherRing = other.rings().getFirst();
    long to = Math.min(ring.untilMs(), otherRing.untilMs());
    if (one.callId().compareTo(other.callId()) < 0
        && one.callerId().equals(other.calleeId())
        && one.calleeId().equals(other.callerId())
        && !ring.isBlocked()
        && !otherRing.isBlocked()
        && to - from > SLACK_MS
        && run.world().recorder().isCalmAndQuick(from - SLACK_MS, to)) {
      violation.accept(one.callId() + " and " + other.callId() + " ring each other");
    }
  }
}
