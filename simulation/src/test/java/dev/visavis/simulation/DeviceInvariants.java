package dev.visavis.simulation;

import dev.visavis.history.projection.Histories;
import dev.visavis.proto.v1.Call;
import dev.visavis.proto.v1.CallState;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
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

  /// Whoever looks at a version of a call sees the same, and it is what the facts tell.
  static void oneOutcomeForBothSides(Run run, Consumer<String> violation) {
    Map<String, CallState> states = statesByVersion(run);
    run.world()
        .watch()
        .heard()
        .forEach(
            heard ->
                views(heard.message())
                    .forEach(
                        call -> {
                          CallState state = states.get(call.getCallId() + "/" + call.getVersion());
                          if (state != null && state != call.getState()) {
                            violation.accept(
                                heard.device()
                                    + " hears "
                                    + Messages.brief(heard.message())
                                    + " where the facts say "
                                    + state);
                          }
                        }));
    run.calls()
        .filter(story -> story.end() != null)
        .forEach(story -> endings(run, story, violation));
  }

  /// Whoever heard that it was cancelled, or never answered, must not have been in it.
  private static void endings(Run run, Run.Story story, Consumer<String> violation) {
    boolean connected = story.wasConnected();
    run.world()
        .devices()
        .forEach(
            device ->
                run.heard(device, story.callId())
                    .filter(heard -> heard.message().hasCallEnded())
                    .forEach(
                        heard -> {
                          boolean fits =
                              switch (heard.message().getCallEnded().getReason()) {
                                case END_REASON_ENDED,
                                    END_REASON_ANSWERED_ELSEWHERE,
                                    END_REASON_TRANSFERRED ->
                                    connected;
                                case END_REASON_CANCELLED ->
                                    !connected || wasOfferedIt(run, device, story);
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
                                    + Messages.brief(heard.message())
                                    + (connected ? " of a call that" : " of no call that")
                                    + " was answered");
                          }
                        }));
  }

  /// A hand-off that rang when the call ended.
  private static boolean wasOfferedIt(Run run, Device device, Run.Story story) {
    return run.heard(device, story.callId())
        .anyMatch(heard -> heard.message().getRing().getTransfer());
  }

  private static Map<String, CallState> statesByVersion(Run run) {
    Map<String, CallState> states = new HashMap<>();
    run.calls()
        .forEach(
            story -> {
              Histories history = new Histories();
              for (CallEvent event : story.facts()) {
                history.add(event);
                CallState state = history.state();
                if (state != null) {
                  states.put(story.callId() + "/" + event.getVersion(), state);
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
        .watch()
        .heard()
        .forEach(
            heard -> {
              String where = heard.link().number() + "/" + heard.message().getCallId();
              if (heard.message().hasCallEnded()) {
                over.add(where);
              } else if (heard.message().hasRing()
                  && !heard.message().getRing().getTransfer()
                  && over.contains(where)) {
                violation.accept(heard.device() + " rings after the end");
              }
            });
    run.world()
        .devices()
        .forEach(
            device ->
                device.phone().legs().stream()
                    .filter(leg -> leg.ringing || leg.joined)
                    .filter(leg -> device.isRegistered() && isOver(run, leg.callId))
                    .forEach(
                        leg ->
                            violation.accept(
                                device
                                    + " does not know that "
                                    + Messages.shortId(leg.callId)
                                    + " is over"
                                    + (leg.ringing ? ", and rings" : ""))));
  }

  private static boolean isOver(Run run, String callId) {
    Run.Story story = run.story(callId);
    return story == null || story.end() != null;
  }

  static void nobodyRingsForEver(Run run, Consumer<String> violation) {
    run.calls()
        .filter(story -> story.end() == null)
        .forEach(story -> violation.accept(story.callId() + " has no end"));
  }

  /// One connection is rung once for a call; a hand-off rings once more.
  static void nobodyRungTwice(Run run, Consumer<String> violation) {
    Set<String> rung = new HashSet<>();
    run.world()
        .watch()
        .heard()
        .filter(heard -> heard.message().hasRing() && !heard.message().getRing().getTransfer())
        .forEach(
            heard -> {
              String where = heard.link().number() + "/" + heard.message().getCallId();
              if (!rung.add(where)) {
                violation.accept(
                    heard.device() + " is rung twice: " + Messages.brief(heard.message()));
              }
            });
  }

  /// What a device was told is true on the event topic too.
  static void acceptedIsNotLost(Run run, Consumer<String> violation) {
    run.world()
        .watch()
        .heard()
        .forEach(
            heard -> {
              SignalingMessage message = heard.message();
              if (message.hasCallInitiated() && run.story(message.getCallId()) == null) {
                violation.accept(heard.device() + " was told of a call without facts");
              }
              views(message)
                  .forEach(
                      call -> {
                        Run.@Nullable Story story = run.story(call.getCallId());
                        int known = story == null ? 0 : story.facts().getLast().getVersion();
                        if (call.getVersion() > known) {
                          violation.accept(
                              heard.device()
                                  + " was told of v"
                                  + call.getVersion()
                                  + ", the facts end with v"
                                  + known);
                        }
                      });
            });
  }
}
