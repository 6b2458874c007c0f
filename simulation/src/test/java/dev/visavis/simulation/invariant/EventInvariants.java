package dev.visavis.simulation.invariant;

import dev.visavis.history.projection.CallFoldAccess;
import dev.visavis.proto.EventSubject;
import dev.visavis.proto.v1.EndReason;
import dev.visavis.proto.v1.ParticipantState;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.InvitedUser;
import dev.visavis.simulation.infra.Messages;
import dev.visavis.simulation.world.Device;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Rules for the event topic.
final class EventInvariants {
  private EventInvariants() {}

  /// The events of a call are in order without gaps, and a repeated event equals the first.
  static void versionsWithoutGaps(Run run, Consumer<String> violation) {
    run.traces()
        .forEach(
            trace -> {
              Map<String, CallEvent> first = new HashMap<>();
              int version = 0;
              int index = 0;
              for (CallEvent event : trace.raw()) {
                CallEvent known = first.putIfAbsent(event.getEventId(), event);
                if (known != null) {
                  if (!known.equals(event)) {
                    violation.accept("two different events share an id: " + Messages.brief(event));
                  }
                  continue;
                }
                boolean sameVersion =
                    event.getVersion() == version && event.getIndex() == index + 1;
                boolean nextVersion = event.getVersion() == version + 1 && event.getIndex() == 0;
                if (!sameVersion && !nextVersion) {
                  violation.accept(
                      Messages.brief(event) + " comes after v" + version + "." + index);
                }
                version = event.getVersion();
                index = event.getIndex();
              }
              if (!trace.isWellFormed()) {
                violation.accept("no call_initiated at the start of " + trace.callId());
              }
            });
  }

  static void endedIsFinal(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              boolean ended = false;
              for (CallEvent event : trace.facts()) {
                if (ended) {
                  violation.accept("after the end: " + Messages.brief(event));
                }
                ended |= event.hasCallEnded();
              }
            });
  }

  /// Between joining and leaving, a user has one joined device, unless a hand-off moves the call.
  static void oneWinnerPerCallee(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              Map<String, String> seats = new HashMap<>();
              for (CallEvent event : trace.facts()) {
                switch (event.getFactCase()) {
                  case PARTICIPANT_JOINED -> {
                    var joined = event.getParticipantJoined();
                    String before = seats.put(joined.getUserId(), joined.getDeviceId());
                    if (before != null && !before.equals(joined.getDeviceId())) {
                      violation.accept(before + " had joined before: " + Messages.brief(event));
                    }
                  }
                  case PARTICIPANT_MOVED ->
                      seats.put(
                          event.getParticipantMoved().getUserId(),
                          event.getParticipantMoved().getToDeviceId());
                  case PARTICIPANT_LEFT -> seats.remove(event.getParticipantLeft().getUserId());
                  default -> {}
                }
              }
            });
  }

  /// Only a ringing user can decline or miss a call, and only a joined user can leave it.
  static void lateDeclineHarmless(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              boolean answered = false;
              Set<String> in = new HashSet<>(Set.of(trace.callerId()));
              Set<String> ringing = new HashSet<>();
              for (CallEvent event : trace.facts()) {
                String user = EventSubject.userId(event);
                Ring.invitedBy(event).forEach(who -> ringing.add(who.getUser().getId()));
                boolean fits =
                    switch (event.getFactCase()) {
                      case PARTICIPANT_JOINED -> {
                        ringing.remove(user);
                        in.add(user);
                        yield true;
                      }
                      case PARTICIPANT_DECLINED, PARTICIPANT_MISSED -> ringing.remove(user);
                      case PARTICIPANT_LEFT -> in.remove(user);
                      case CALL_ENDED ->
                          event.getCallEnded().getReason() != EndReason.END_REASON_DECLINED
                              || !answered;
                      default -> true;
                    };
                answered |= event.hasCallConnected();
                if (!fits) {
                  violation.accept("does not fit the earlier events: " + Messages.brief(event));
                }
              }
            });
  }

  /// The history of a call is the same with and without repeated events, and it ends in the state
  /// of `call_ended`.
  static void historyEqualsEvents(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              try {
                String raw = fold(trace.raw());
                String once = fold(trace.facts());
                if (!raw.equals(once)) {
                  violation.accept(trace.callId() + " folds to " + raw + " instead of " + once);
                }
                CallFoldAccess history = new CallFoldAccess();
                trace.facts().forEach(history::add);
                everyPartIsInHistory(trace, history, violation);
                CallEvent end = trace.end();
                if (end != null && history.state() != end.getCallEnded().getState()) {
                  violation.accept(trace.callId() + " is " + history.state() + " in history");
                }
              } catch (IllegalArgumentException e) {
                violation.accept(trace.callId() + " does not fold: " + e.getMessage());
              }
            });
  }

  /// In the history of an ended call, each participant has left, declined or missed it,
  /// according to their last event.
  private static void everyPartIsInHistory(
      Run.CallTrace trace, CallFoldAccess history, Consumer<String> violation) {
    Map<String, ParticipantState> parts = new TreeMap<>();
    parts.put(trace.callerId(), ParticipantState.PARTICIPANT_STATE_LEFT);
    for (CallEvent event : trace.facts()) {
      Ring.invitedBy(event)
          .forEach(
              who -> parts.put(who.getUser().getId(), ParticipantState.PARTICIPANT_STATE_MISSED));
      String user = EventSubject.userId(event);
      switch (event.getFactCase()) {
        case PARTICIPANT_JOINED -> parts.put(user, ParticipantState.PARTICIPANT_STATE_LEFT);
        case PARTICIPANT_DECLINED -> parts.put(user, ParticipantState.PARTICIPANT_STATE_DECLINED);
        default -> {}
      }
    }
    if (trace.end() != null && !history.parts().equals(parts)) {
      violation.accept(trace.callId() + " has in history " + history.parts() + ", not " + parts);
    }
  }

  static boolean folds(Iterable<CallEvent> events) {
    try {
      return !fold(events).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String fold(Iterable<CallEvent> events) {
    CallFoldAccess history = new CallFoldAccess();
    events.forEach(history::add);
    return history.rows();
  }

  /// The events of a call name only its participants, and only participants receive messages of it.
  /// A user who blocks the caller can only miss the call.
  static void authorityRespected(Run run, Consumer<String> violation) {
    run.calls()
        .forEach(
            trace -> {
              Set<String> people = new HashSet<>(Set.of(trace.callerId()));
              Set<String> deaf = new HashSet<>();
              for (CallEvent event : trace.facts()) {
                for (InvitedUser invited : Ring.invitedBy(event)) {
                  String id = invited.getUser().getId();
                  people.add(id);
                  if (invited.getBlocksCaller()) {
                    deaf.add(id);
                  } else {
                    deaf.remove(id);
                  }
                }
                String user = EventSubject.userId(event);
                if (user != null && !people.contains(user)) {
                  violation.accept("a stranger: " + Messages.brief(event));
                }
                if (event.hasParticipantsInvited()
                    && !people.contains(event.getParticipantsInvited().getByUserId())) {
                  violation.accept("invited by a stranger: " + Messages.brief(event));
                }
                if (user != null && deaf.contains(user) && !event.hasParticipantMissed()) {
                  violation.accept("a user who blocks the caller: " + Messages.brief(event));
                }
              }
              run.world()
                  .devices()
                  .forEach(
                      device -> {
                        String user = device.person().id();
                        if (!people.contains(user) || trace.isDeaf(user)) {
                          getsOnlyErrors(run, trace, device, violation);
                        }
                      });
            });
  }

  private static void getsOnlyErrors(
      Run run, Run.CallTrace trace, Device device, Consumer<String> violation) {
    run.received(device, trace.callId())
        .filter(received -> !received.message().hasError())
        .forEach(
            received ->
                violation.accept(
                    device + " is no participant: " + Messages.brief(received.message())));
  }

  static void nothingIsUnprocessable(Run run, Consumer<String> violation) {
    run.world().recorder().deadLetters().forEach(violation);
  }
}
