package dev.visavis.simulation.world;

import dev.visavis.call.engine.CommandRecord;
import dev.visavis.call.engine.Outcome;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.simulation.infra.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records what every device received and sent, for the rules and for the trace.
public final class RunRecorder {
  /// Something that a device did or received, in order.
  ///
  /// @param socket the connection
  public sealed interface Observation {
    long atMs();

    Device device();

    SimulatedSocket socket();
  }

  public record Connecting(long atMs, Device device, SimulatedSocket socket)
      implements Observation {}

  public record Received(long atMs, Device device, SimulatedSocket socket, SignalingMessage message)
      implements Observation {}

  public record Sent(long atMs, Device device, SimulatedSocket socket, SignalingMessage message)
      implements Observation {}

  public record SocketLost(long atMs, Device device, SimulatedSocket socket)
      implements Observation {}

  /// An injected fault, and the time until its consequences are over.
  record Fault(long fromMs, long toMs, String what) {}

  private final World world;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Received> received = new ArrayList<>();
  private final Map<Device, List<Received>> receivedBy = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();

  /// When each device lost a connection or opened another one.
  private final Map<Device, List<Observation>> connections = new HashMap<>();

  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> overloads = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();

  RunRecorder(World world) {
    this.world = world;
  }

  public List<Observation> observations() {
    return observations;
  }

  public Stream<Received> received() {
    return received.stream();
  }

  public Stream<Received> received(Device device) {
    return receivedBy.getOrDefault(device, List.of()).stream();
  }

  public Stream<Sent> sent() {
    return sent.stream();
  }

  /// What happened to the connections of this device, [Connecting] and [SocketLost], in order.
  public List<Observation> connections(Device device) {
    return connections.getOrDefault(device, List.of());
  }

  /// The ids of the requests for which a device received an error.
  public Set<String> refusedRequests() {
    return received()
        .map(Received::message)
        .filter(message -> message.hasError() && message.hasRequestId())
        .map(SignalingMessage::getRequestId)
        .collect(Collectors.toSet());
  }

  public List<String> deadLetters() {
    return deadLetters;
  }

  /// Whether no fault was in effect at any time from `fromMs` to `toMs`.
  public boolean isCalm(long fromMs, long toMs) {
    return isFree(faults, fromMs, toMs);
  }

  /// Whether, in addition, no returned messages had left a partition with a backlog.
  public boolean isCalmAndQuick(long fromMs, long toMs) {
    return isCalm(fromMs, toMs) && isFree(overloads, fromMs, toMs);
  }

  private static boolean isFree(List<Fault> times, long fromMs, long toMs) {
    return times.stream().noneMatch(fault -> fault.fromMs() <= toMs && fault.toMs() >= fromMs);
  }

  void fault(long lastsMs, String what) {
    long now = now();
    faults.add(new Fault(now, now + lastsMs, what));
    world.timeline().trace("fault", () -> what);
  }

  void overload(long lastsMs) {
    overloads.add(new Fault(now(), now() + lastsMs, "overload"));
  }

  void connecting(Device device, SimulatedSocket socket) {
    connectionChanged(new Connecting(now(), device, socket));
    world.timeline().trace(device.toString(), () -> "registers at " + socket.gateway());
  }

  void received(Device device, SimulatedSocket socket, SignalingMessage message) {
    Received now = new Received(now(), device, socket, message);
    observations.add(now);
    received.add(now);
    receivedBy.computeIfAbsent(device, it -> new ArrayList<>()).add(now);
    world.timeline().trace(device.toString(), () -> "<- " + Messages.brief(message));
  }

  void sent(Device device, SimulatedSocket socket, SignalingMessage message) {
    Sent now = new Sent(now(), device, socket, message);
    observations.add(now);
    sent.add(now);
    world.timeline().trace(device.toString(), () -> "-> " + Messages.brief(message));
  }

  void socketLost(Device device, SimulatedSocket socket) {
    connectionChanged(new SocketLost(now(), device, socket));
    world.timeline().trace(device.toString(), () -> "loses its connection to " + socket.gateway());
  }

  private void connectionChanged(Observation change) {
    observations.add(change);
    connections.computeIfAbsent(change.device(), device -> new ArrayList<>()).add(change);
  }

  void decided(CallProcess process, CommandRecord record, Outcome outcome) {
    world
        .timeline()
        .trace(
            process.toString(),
            () ->
                Messages.shortId(record.key())
                    + " @"
                    + record.offset()
                    + " "
                    + outcome.kind()
                    + " "
                    + Messages.word(outcome.result())
                    + facts(outcome));
  }

  private static String facts(Outcome outcome) {
    StringBuilder facts = new StringBuilder();
    for (CallEvent event : outcome.events()) {
      facts.append("; ").append(Messages.brief(event).substring(5));
    }
    return facts.toString();
  }

  void deadLetters(@Nullable String why) {
    deadLetters.add(why == null ? "" : why);
  }

  private long now() {
    return world.timeline().nowMs();
  }
}
