package dev.visavis.media.support;

import dev.visavis.media.layers.SendLimits;
import dev.visavis.media.room.Candidate;
import dev.visavis.media.room.DeviceId;
import dev.visavis.media.room.DeviceMessages;
import dev.visavis.media.room.StreamKind;
import dev.visavis.media.room.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what a room says to its devices.
public final class RecordedMessages implements DeviceMessages {
  private final List<String> log = new ArrayList<>();
  private final Map<DeviceId, List<Track>> tracks = new HashMap<>();
  private final Map<DeviceId, SendLimits> limits = new HashMap<>();
  private final Map<DeviceId, List<List<String>>> speakers = new HashMap<>();

  /// All messages but tracks, limits and speakers: `<device>: <message>`.
  public List<String> log() {
    return log;
  }

  /// The latest tracks of a device.
  public List<Track> tracks(DeviceId device) {
    return tracks.getOrDefault(device, List.of());
  }

  /// Null before the first.
  public @Nullable SendLimits limits(DeviceId device) {
    return limits.get(device);
  }

  /// All lists of speakers that the device was sent.
  public List<List<String>> speakers(DeviceId device) {
    return speakers.getOrDefault(device, List.of());
  }

  @Override
  public void answer(DeviceId to, String sdp) {
    log.add(to.deviceId() + ": " + sdp);
  }

  @Override
  public void offer(DeviceId to, String sdp) {
    log.add(to.deviceId() + ": " + sdp);
  }

  @Override
  public void candidate(DeviceId to, StreamKind stream, Candidate candidate) {
    log.add(to.deviceId() + ": candidate " + stream);
  }

  @Override
  public void tracks(DeviceId to, List<Track> now) {
    tracks.put(to, now);
  }

  @Override
  public void speakers(DeviceId to, List<String> userIds) {
    speakers.computeIfAbsent(to, id -> new ArrayList<>()).add(userIds);
  }

  @Override
  public void sendLimits(DeviceId to, SendLimits now) {
    limits.put(to, now);
  }

  @Override
  public void failed(DeviceId to, String reason) {
    log.add(to.deviceId() + ": failed: " + reason);
  }

  @Override
  public void close() {
    log.add("closed");
  }
}
