package dev.visavis.simulation.invariant;

import dev.visavis.history.projection.CallFoldAccess;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must hold for everything that devices were told.
final class DeviceInvariants {
  private DeviceInvariants() {}

  /// Every device sees the same state for a version of a call, and it is what the events say.
  static void oneOutcomeForBothSides(Run run, Consumer<String> violation) {
    Map<String, CallState> states = statesByVersion(run);
    run.world()
        .recorder()
        .received()
        .forEach(
            received ->
                views(received.message())
                    .forEach(
                        call -> {
                          CallState state = states.get(call.getCallId() + "/" + call.getVersion());
                          if (state != null && state != call.getState()) {
                            violation.accept(
                                received.device()
                                    + " hears "
                                    + Messages.brief(received.message())
                                    + " where the facts say "
                                    + state);
                          }
                        }));
    run.calls()
        .filter(trace -> trace.end() != null)
        .forEach(trace -> endings(run, trace, violation));
  }

  /// A device that heard that the call was cancelled, or not answered, must not have been in it.
  private static void endings(Run run, Run.CallTrace trace, Consumer<String> violation) {
    boolean connected = trace.wasConnected();
    run.world()
        .devices()
        .forEach(
            device ->
                run.received(device, trace.callId())
                    .filter(received -> received.message().hasCallEnded())
                    .forEach(
                        received -> {
                          boolean fits =
                              switch (received.message().getCallEnded().getReason()) {
                                case END_REASON_ENDED,
                                    END_REASON_ANSWERED_ELSEWHERE,
                                    END_REASON_TRANSFERRED ->
                                    connected;
                                case END_REASON_CANCELLED ->
                                    !connected || wasOfferedIt(run, device, trace);
                                case END_REASON_NO_ANSWER,
                                    END_REASON_GLARE,
                                    END_REASON_UNAVAILABLE ->
                                    !connected;
                                default -> true;
                              };
                          if (!fits) {
                            violation.accept(
                                device
                                    + " hears "
                                    + Messages.brief(received.message())
                                    + (connected ? " of a call that" : " of no call that")
                                    + " was answered");
                          }
                        }));
  }

  /// A hand-off that rang when the call ended.
  private static boolean wasOfferedIt(Run run, Device device, Run.CallTrace trace) {
    return run.received(device, trace.callId())
        .anyMatch(received -> received.message().getRing().getTransfer());
  }

  private static Map<String, CallState> statesByVersion(Run run) {
    Map<String, CallState> states = new HashMap<>();
    run.calls()
        .forEach(
            trace -> {
              CallFoldAccess history = new CallFoldAccess();
              for (CallEvent event : trace.facts()) {
                history.add(event);
                CallState state = history.state();
                if (state != null) {
                  states.put(trace.callId() + "/" + event.getVersion(), state);
                }
              }
            });
    return states;
  }

  static Stream<Call> views(SignalingMessage message) {
    return message.hasCallState()
        ? Stream.of(message.getCallState())
        : message.getRegistered().getCallsList().stream();
  }

  /// Once a connection has heard the end of the ringing, it does not ring for that call again.
  static void nobodyRingsAfterTheEnd(Run run, Consumer<String> violation) {
    Set<String> over = new HashSet<>();
    run.world()
        .recorder()
        .received()
        .forEach(
            received -> {
              String where = received.socket().number() + "/" + received.message().getCallId();
              if (received.message().hasCallEnded()) {
                over.add(where);
              } else if (received.message().hasRing()
                  && !received.message().getRing().getTransfer()
                  && over.contains(where)) {
                violation.accept(received.device() + " rings after the end");
              }
            });
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
                                    + (callState.ringing ? ", and rings" : ""))));
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

  /// One connection is rung once for a call; a hand-off rings once more.
  static void nobodyRungTwice(Run run, Consumer<String> violation) {
    Set<String> rung = new HashSet<>();
    run.world()
        .recorder()
        .received()
        .filter(
            received -> received.message().hasRing() && !received.message().getRing().getTransfer())
        .forEach(
            received -> {
              String where = received.socket().number() + "/" + received.message().getCallId();
              if (!rung.add(where)) {
                violation.accept(
                    received.device() + " is rung twice: " + Messages.brief(received.message()));
              }
            });
  }

  /// What a device was told is true on the event topic too.
  static void acceptedIsNotLost(Run run, Consumer<String> violation) {
    run.world()
        .recorder()
        .received()
        .forEach(
            received -> {
              SignalingMessage message = received.message();
              if (message.hasCallInitiated() && run.trace(message.getCallId()) == null) {
                violation.accept(received.device() + " was told of a call without facts");
              }
              views(message)
                  .forEach(
                      call -> {
                        Run.@Nullable CallTrace trace = run.trace(call.getCallId());
                        int known = trace == null ? 0 : trace.facts().getLast().getVersion();
                        if (call.getVersion() > known) {
                          violation.accept(
                              received.device()
                                  + " was told of v"
                                  + call.getVersion()
                                  + ", the facts end with v"
                                  + known);
                        }
                      });
            });
  }
}
