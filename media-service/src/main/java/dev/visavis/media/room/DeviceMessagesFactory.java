package dev.visavis.media.room;

/// Makes the way from a room to the devices in it.
public interface DeviceMessagesFactory {
  DeviceMessages of(RoomKey room);
}
