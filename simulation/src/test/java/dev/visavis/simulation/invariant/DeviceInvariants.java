package dev.visavis.simulation.invariant;

import dev.visavis.history.projection.CallFoldAccess;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules for the messages that devices receive.
final class DeviceInvariants {

  private DeviceInvariants() {}

  /// For each version of a call, every device receives the same state of the call and of its
  /// participants, which is the state that the events produce.
  static void oneOutcomeForBothSides(Run run, Consumer<String> violation) {
    Map<String, Outcome> outcomes = outcomesByVersion(run);
    run.world()
        .recorder()
        .received()
        .forEach(
            received ->
                views(received.message())
                    .forEach(
                        call -> {
                          Outcome facts = outcomes.get(call.getCallId() + "/" + call.getVersion());
                          if (facts != null && !facts.equals(Outcome.of(call))) {
                            violation.accept(
                                received.device()
                                    + " receives "
                                    + Messages.brief(received.message())
                                    + ": "
                                    + Outcome.of(call)
                                    + ", but the events give "
                                    + facts);
                          }
                        }));
    run.calls()
        .filter(trace -> trace.end() != null)
        .forEach(trace -> endings(run, trace, violation));
  }

  /// The states on which all devices must agree.
  private record Outcome(CallState state, Map<String, ParticipantState> parts) {
    @Override
    public String toString() {
      String people =
          parts.entrySet().stream()
              .map(part -> Messages.lastDigit(part.getKey()) + " " + Messages.word(part.getValue()))
              .collect(Collectors.joining(", "));
      return Messages.word(state) + " (" + people + ")";
    }

    static Outcome of(Call call) {
      Map<String, ParticipantState> parts = new TreeMap<>();
      call.getParticipantsList()
          .forEach(participant -> parts.put(participant.getUserId(), participant.getState()));
      return new Outcome(call.getState(), parts);
    }
  }

  private static Map<String, Outcome> outcomesByVersion(Run run) {
    Map<String, Outcome> outcomes = new HashMap<>();
    // HistoryEqualsEvents reports the others.
    run.calls()
        .filter(trace -> EventInvariants.folds(trace.facts()))
        .forEach(trace -> addOutcomes(trace, outcomes));
    return outcomes;
  }

  private static void addOutcomes(Run.CallTrace trace, Map<String, Outcome> outcomes) {
    CallFoldAccess history = new CallFoldAccess();
    for (CallEvent event : trace.facts()) {
      history.add(event);
      CallState state = history.state();
      if (state != null) {
        outcomes.put(
            trace.callId() + "/" + event.getVersion(),
            new Outcome(state, new TreeMap<>(history.parts())));
      }
    }
  }

  /// The end reason that a device receives fits what its user did.
  private static void endings(Run run, Run.CallTrace trace, Consumer<String> violation) {
    run.world()
        .devices()
        .forEach(
            device ->
                run.received(device, trace.callId())
                    .filter(received -> received.message().hasCallEnded())
                    .filter(
                        received ->
                            !fits(
                                run, trace, device, received.message().getCallEnded().getReason()))
                    .forEach(
                        received ->
                            violation.accept(
                                device
                                    + " receives "
                                    + Messages.brief(received.message())
                                    + " for a call that was "
                                    + (trace.wasConnected() ? "" : "not ")
                                    + "answered")));
  }

  private static boolean fits(Run run, Run.CallTrace trace, Device device, EndReason reason) {
    String user = device.person().id();
    boolean connected = trace.wasConnected();
    boolean missed = trace.rings(user).anyMatch(ring -> !ring.wasAnswered());
    boolean handedOff = RelayInvariants.hadHandOff(run, trace.callId());
    return switch (reason) {
      case END_REASON_ENDED, END_REASON_ANSWERED_ELSEWHERE, END_REASON_TRANSFERRED ->
          trace.hasJoined(user);
      // A group call may have ended while this user was still being rung.
      case END_REASON_CANCELLED ->
          !connected
              || (!trace.isDirect() && (missed || handedOff))
              || wasOfferedIt(run, user, trace);
      case END_REASON_NO_ANSWER, END_REASON_GLARE, END_REASON_UNAVAILABLE -> !connected;
      case END_REASON_MISSED -> missed || handedOff;
      case END_REASON_DECLINED, END_REASON_BUSY, END_REASON_DECLINED_ELSEWHERE ->
          wasDeclined(trace, user) || handedOff;
      default -> true;
    };
  }

  private static boolean wasDeclined(Run.CallTrace trace, String user) {
    return trace.rings(user).anyMatch(Ring::wasDeclined)
        || (user.equals(trace.callerId()) && !trace.wasConnected());
  }

  /// A hand-off to one of the user's devices may have rung when the call ended. The ring may
  /// not have reached the device.
  private static boolean wasOfferedIt(Run run, String user, Run.CallTrace trace) {
    return RelayInvariants.transfers(run, trace.callId())
        .anyMatch(sent -> sent.device().person().id().equals(user));
  }

  static Stream<Call> views(SignalingMessage message) {
    return message.hasCallState()
        ? Stream.of(message.getCallState())
        : message.getRegistered().getCallsList().stream();
  }

  /// Every call and version that a device receives is on the event topic too.
  static void acceptedIsNotLost(Run run, Consumer<String> violation) {
    run.world()
        .recorder()
        .received()
        .forEach(
            received -> {
              SignalingMessage message = received.message();
              if (message.hasCallInitiated() && run.trace(message.getCallId()) == null) {
                violation.accept(received.device() + " received a call without events");
              }
              views(message)
                  .forEach(
                      call -> {
                        Run.@Nullable CallTrace trace = run.trace(call.getCallId());
                        int known = trace == null ? 0 : trace.facts().getLast().getVersion();
                        if (call.getVersion() > known) {
                          violation.accept(
                              received.device()
                                  + " received v"
                                  + call.getVersion()
                                  + ", but the events end with v"
                                  + known);
                        }
                      });
            });
  }
}
