package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.RunRecorder;
import dev.visavis.simulation.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A finished run, in the form in which the invariants check it.
public final class Run {
  /// All events of one call on the event topic.
  ///
  /// @param raw with repetitions
  /// @param facts each event once, in order
  record CallTrace(String callId, List<CallEvent> raw, List<CallEvent> facts) {
    CallEvent first() {
      return facts.getFirst();
    }

    @Nullable CallEvent end() {
      return facts.stream().filter(CallEvent::hasCallEnded).findFirst().orElse(null);
    }

    boolean wasConnected() {
      return facts.stream().anyMatch(CallEvent::hasCallConnected);
    }

    String callerId() {
      return first().getCallInitiated().getInitiator().getId();
    }

    /// Whether the call never was a group call.
    boolean isDirect() {
      return first().getCallInitiated().getInvitedCount() == 1
          && facts.stream().noneMatch(CallEvent::hasParticipantsInvited);
    }

    /// The callee of a direct call.
    String calleeId() {
      return first().getCallInitiated().getInvited(0).getUser().getId();
    }

    /// The ring of each invitation, in the order in which the rings ended.
    List<Ring> rings() {
      return Ring.of(facts);
    }

    Stream<Ring> rings(String userId) {
      return rings().stream().filter(ring -> ring.userId().equals(userId));
    }

    /// The caller and all users who were ever invited.
    Set<String> people() {
      Set<String> people = new HashSet<>();
      people.add(callerId());
      rings().forEach(ring -> people.add(ring.userId()));
      return people;
    }

    /// Whether the user blocks everybody who has invited them.
    boolean isDeaf(String userId) {
      return !userId.equals(callerId())
          && rings(userId).findAny().isPresent()
          && rings(userId).allMatch(Ring::isBlocked);
    }

    /// The caller counts as joined once somebody else has joined.
    boolean hasJoined(String userId) {
      return userId.equals(callerId())
          ? wasConnected()
          : facts.stream().anyMatch(fact -> fact.getParticipantJoined().getUserId().equals(userId));
    }

    boolean isWellFormed() {
      return !facts.isEmpty() && first().hasCallInitiated();
    }
  }

  private final World world;
  private final Map<String, CallTrace> traces = new LinkedHashMap<>();

  public Run(World world) {
    this.world = world;
    Map<String, List<CallEvent>> raw = new LinkedHashMap<>();
    for (CallEvent event : world.events()) {
      raw.computeIfAbsent(event.getCallId(), id -> new ArrayList<>()).add(event);
    }
    raw.forEach((id, events) -> traces.put(id, new CallTrace(id, events, facts(events))));
  }

  private static List<CallEvent> facts(List<CallEvent> raw) {
    Map<String, CallEvent> first = new LinkedHashMap<>();
    raw.forEach(event -> first.putIfAbsent(event.getVersion() + "." + event.getIndex(), event));
    return first.values().stream()
        .sorted(
            Comparator.comparingInt(CallEvent::getVersion).thenComparingInt(CallEvent::getIndex))
        .toList();
  }

  World world() {
    return world;
  }

  Stream<CallTrace> traces() {
    return traces.values().stream();
  }

  /// The calls that start with `call_initiated`; `VersionsWithoutGaps` reports the others.
  Stream<CallTrace> calls() {
    return traces().filter(CallTrace::isWellFormed);
  }

  @Nullable CallTrace trace(String callId) {
    return traces.get(callId);
  }

  /// The messages of one call that one device received, in order.
  Stream<RunRecorder.Received> received(Device device, String callId) {
    return world
        .recorder()
        .received(device)
        .filter(received -> concerns(received.message(), callId));
  }

  static boolean concerns(SignalingMessage message, String callId) {
    return message.getCallId().equals(callId)
        || message.getRegistered().getCallsList().stream()
            .anyMatch(call -> call.getCallId().equals(callId));
  }

  /// When an event happened, in milliseconds, according to the clock that wrote it.
  static long ms(CallEvent event) {
    return event.getOccurredAt().getSeconds() * 1_000
        + event.getOccurredAt().getNanos() / 1_000_000;
  }
}
