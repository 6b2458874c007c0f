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
import org.jspecify.annotations.Nullable;

/// What must hold between who is online and who is rung. In calm weather only: no rule says how
/// long it takes while processes die.
final class PresenceInvariants {
  /// Clocks of gateways differ, and now and then a message takes its time.
  private static final long SLACK_MS = 4_500;

  /// From `register` confirmed to the connection lost.
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
        .filter(trace -> !trace.isBlocked())
        .forEach(
            trace -> {
              long from = Run.ms(trace.first());
              long to = ringsUntil(trace);
              for (Presence presence : presences) {
                boolean callee = presence.device().person().id().equals(trace.calleeId());
                long start = Math.max(from, presence.fromMs());
                long end = Math.min(to, presence.toMs());
                if (callee
                    && end - start > SLACK_MS
                    && run.world().recorder().isCalmAndQuick(start - SLACK_MS, end)
                    && !knew(run, presence, trace.callId())) {
                  violation.accept(
                      presence.device()
                          + " was online and not rung for "
                          + Messages.shortId(trace.callId()));
                }
              }
            });
  }

  private static boolean knew(Run run, Presence presence, String callId) {
    return run.received(presence.device(), callId)
        .anyMatch(
            received -> received.socket() == presence.socket() && received.message().hasRing());
  }

  private static long ringsUntil(Run.CallTrace trace) {
    for (CallEvent event : trace.facts()) {
      if (event.hasCallConnected() || event.hasCallEnded()) {
        return Run.ms(event);
      }
    }
    return Long.MAX_VALUE;
  }

  /// Five seconds after the last device is gone, the ringing is over.
  static void vanishedLastDeviceEndsUnavailable(Run run, Consumer<String> violation) {
    List<Presence> presences = presences(run);
    run.calls()
        .filter(trace -> !trace.isBlocked())
        .forEach(
            trace -> {
              long to = ringsUntil(trace);
              long from = Run.ms(trace.first());
              long gone = lastSeen(presences, trace.calleeId(), from, to);
              // A gateway may need half a minute to notice.
              if (gone > 0
                  && to - gone > 5_000 + SLACK_MS + 30_000
                  && run.world().recorder().isCalmAndQuick(gone, to)) {
                violation.accept(
                    Messages.shortId(trace.callId()) + " rings on, though nobody is there");
              }
            });
  }

  /// When the last device went away; 0: one was there at some time of the ringing after that.
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
            trace -> {
              var callee = trace.first().getCallInitiated().getInvited(0);
              @Nullable CallEvent end = trace.end();
              boolean offline = callee.getRungDevicesCount() == 0 && !callee.getBlocksCaller();
              if (offline
                  && (end == null
                      || end.getVersion() != 1
                      || end.getCallEnded().getReason() != EndReason.END_REASON_UNAVAILABLE)) {
                violation.accept(trace.callId() + " rings a user without a device");
              }
            });
  }

  /// The call with the greater id ends in favour of the other; that one is not left alone.
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
          violation.accept(trace.callId() + " ends for " + other);
        }
      }
      for (Run.CallTrace other : traces) {
        ringsBothWays(run, trace, other, violation);
      }
    }
  }

  private static void ringsBothWays(
      Run run, Run.CallTrace one, Run.CallTrace other, Consumer<String> violation) {
    long from = Math.max(Run.ms(one.first()), Run.ms(other.first()));
    long to = Math.min(ringsUntil(one), ringsUntil(other));
    if (one.callId().compareTo(other.callId()) < 0
        && one.callerId().equals(other.calleeId())
        && one.calleeId().equals(other.callerId())
        && !one.isBlocked()
        && !other.isBlocked()
        && to - from > SLACK_MS
        && run.world().recorder().isCalmAndQuick(from - SLACK_MS, to)) {
      violation.accept(one.callId() + " and " + other.callId() + " ring each other");
    }
  }
}
