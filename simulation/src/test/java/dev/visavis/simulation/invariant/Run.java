package dev.visavis.simulation.invariant;

import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.world.Device;
import dev.visavis.simulation.world.RunRecorder;
import dev.visavis.simulation.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run that is over, as the invariants look at it.
public final class Run {
  /// All that is on the event topic of one call.
  ///
  /// @param raw with the repeats
  /// @param facts each once, in order
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

    String calleeId() {
      return first().getCallInitiated().getInvited(0).getUser().getId();
    }

    boolean isBlocked() {
      return first().getCallInitiated().getInvited(0).getBlocksCaller();
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

  /// Those that start as a call does; the others are found by `VersionsWithoutGaps`.
  Stream<CallTrace> calls() {
    return traces().filter(CallTrace::isWellFormed);
  }

  @Nullable CallTrace trace(String callId) {
    return traces.get(callId);
  }

  /// What one device heard of one call, in order.
  Stream<RunRecorder.Received> received(Device device, String callId) {
    return world
        .recorder()
        .received()
        .filter(received -> received.device() == device && concerns(received.message(), callId));
  }

  static boolean concerns(SignalingMessage message, String callId) {
    return message.getCallId().equals(callId)
        || message.getRegistered().getCallsList().stream()
            .anyMatch(call -> call.getCallId().equals(callId));
  }

  /// When something happened, as far as the clocks that wrote it agree.
  static long ms(CallEvent event) {
    return event.getOccurredAt().getSeconds() * 1_000
        + event.getOccurredAt().getNanos() / 1_000_000;
  }
}
