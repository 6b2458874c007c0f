package dev.visavis.media.assignment;

import dev.visavis.media.room.MediaServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Rooms, devices, and the state of the media servers. A scrape reads copies, since another thread
/// owns the state.
@Singleton
final class RoomMetrics {
  private record OfServer(AtomicInteger up, AtomicInteger transports) {}

  private final MeterRegistry meters;
  private final Counter opened;
  private final Counter lost;
  private final AtomicInteger rooms;
  private final AtomicInteger devices;
  private final Map<String, OfServer> servers = new HashMap<>();

  RoomMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.opened =
        Counter.builder("visavis.media.rooms.opened")
            .description("rooms that this instance has opened for calls")
            .register(meters);
    this.lost =
        Counter.builder("visavis.media.rooms.lost")
            .description(
                "rooms that this instance has reported as lost: its own, or those of a dead one")
            .register(meters);
    this.rooms = gauge("visavis.media.rooms", "rooms of this instance");
    this.devices = gauge("visavis.media.devices", "devices in the rooms of this instance");
  }

  private AtomicInteger gauge(String name, String description, String... tags) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(name, value, AtomicInteger::get)
        .description(description)
        .tags(tags)
        .register(meters);
    return value;
  }

  void opened() {
    opened.increment();
  }

  void lost() {
    lost.increment();
  }

  /// Copies the present state.
  void update(int roomCount, int deviceCount, List<MediaServer> all) {
    rooms.set(roomCount);
    devices.set(deviceCount);
    for (MediaServer server : all) {
      OfServer gauges = servers.computeIfAbsent(server.name(), this::ofServer);
      gauges.up().set(server.isUp() ? 1 : 0);
      gauges.transports().set(server.transports());
    }
  }

  private OfServer ofServer(String name) {
    return new OfServer(
        gauge("visavis.media.server.up", "1: the media server answers", "server", name),
        gauge(
            "visavis.media.server.transports",
            "connections of devices with the media server",
            "server",
            name));
  }
}
