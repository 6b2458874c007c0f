package dev.visavis.simulation;

import dev.visavis.call.engine.CommandRecord;
import dev.visavis.call.engine.Outcome;
import dev.visavis.proto.v1.Delivery;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.events.CallEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Remembers what every device heard and said, and tells the story for the trace.
final class Watch {
  /// What a device saw, in order.
  ///
  /// @param link the connection
  sealed interface Sight {
    long atMs();

    Device device();

    Link link();
  }

  record Connecting(long atMs, Device device, Link link) implements Sight {}

  record Heard(long atMs, Device device, Link link, SignalingMessage message) implements Sight {}

  record Said(long atMs, Device device, Link link, SignalingMessage message) implements Sight {}

  record Lost(long atMs, Device device, Link link) implements Sight {}

  /// Something was broken, and what it led to may last as long.
  record Fault(long fromMs, long toMs, String what) {}

  private final World world;
  private final List<Sight> sights = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> buried = new ArrayList<>();
  private int dropped;

  Watch(World world) {
    this.world = world;
  }

  List<Sight> sights() {
    return sights;
  }

  Stream<Heard> heard() {
    return sights.stream().filter(Heard.class::isInstance).map(Heard.class::cast);
  }

  Stream<Said> said() {
    return sights.stream().filter(Said.class::isInstance).map(Said.class::cast);
  }

  List<String> buried() {
    return buried;
  }

  /// No process was broken, or had been a moment ago, at any time between.
  boolean isCalm(long fromMs, long toMs) {
    return faults.stream().noneMatch(fault -> fault.fromMs() <= toMs && fault.toMs() >= fromMs);
  }

  void fault(long lastsMs, String what) {
    long now = now();
    faults.add(new Fault(now, now + lastsMs, what));
    world.timeline().trace("fault", () -> what);
  }

  void connecting(Device device, Link link) {
    sights.add(new Connecting(now(), device, link));
    world.timeline().trace(device.toString(), () -> "registers at " + link.gateway());
  }

  void heard(Device device, Link link, SignalingMessage message) {
    sights.add(new Heard(now(), device, link, message));
    world.timeline().trace(device.toString(), () -> "<- " + Messages.brief(message));
  }

  void said(Device device, Link link, SignalingMessage message) {
    sights.add(new Said(now(), device, link, message));
    world.timeline().trace(device.toString(), () -> "-> " + Messages.brief(message));
  }

  void lost(Device device, Link link) {
    sights.add(new Lost(now(), device, link));
    world.timeline().trace(device.toString(), () -> "loses its connection to " + link.gateway());
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

  void buried(@Nullable String why) {
    buried.add(why == null ? "" : why);
  }

  void dropped(Delivery delivery) {
    dropped++;
    world
        .timeline()
        .trace(
            "gateway-" + delivery.getTo().getGateway(),
            () ->
                "drops for "
                    + delivery.getTo().getDeviceId()
                    + ": "
                    + (delivery.hasMessage()
                        ? Messages.brief(delivery.getMessage())
                        : Messages.word(delivery.getActionCase())));
  }

  int dropped() {
    return dropped;
  }

  private long now() {
    return world.timeline().nowMs();
  }
}
