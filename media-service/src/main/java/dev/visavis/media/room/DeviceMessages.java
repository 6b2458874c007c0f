package dev.visavis.media.room;

import dev.visavis.media.layers.SendLimits;
import java.util.List;

/// The messages of a room to the devices in it. Sending never fails; a message that cannot be
/// delivered is lost, or stored for the device by call-service.
public interface DeviceMessages {
  /// The answer to an offer on the publish connection.
  void answer(DeviceId to, String sdp);

  /// An offer on the subscribe connection.
  void offer(DeviceId to, String sdp);

  void candidate(DeviceId to, StreamKind stream, Candidate candidate);

  /// The contents of the sections; those that are not listed carry nothing.
  void tracks(DeviceId to, List<Track> tracks);

  /// @param userIds the loudest first
  void speakers(DeviceId to, List<String> userIds);

  void sendLimits(DeviceId to, SendLimits limits);

  /// The request of the device could not be granted; it may try again.
  void failed(DeviceId to, String reason);

  /// The room is closed: nothing more is said.
  void close();

  /// Makes the way from a room to the devices in it.
  interface Factory {
    DeviceMessages of(RoomKey room);
  }
}
