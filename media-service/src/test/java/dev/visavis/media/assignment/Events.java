package dev.visavis.media.assignment;

import dev.visavis.proto.v1.MediaFlags;
import dev.visavis.proto.v1.events.CallEnded;
import dev.visavis.proto.v1.events.CallEvent;
import dev.visavis.proto.v1.events.MediaStateChanged;
import dev.visavis.proto.v1.events.ParticipantJoined;
import dev.visavis.proto.v1.events.ParticipantLeft;
import dev.visavis.proto.v1.events.RoomAssigned;
import dev.visavis.proto.v1.events.RoomLost;
import dev.visavis.proto.v1.events.RoomReleased;
import dev.visavis.proto.v1.events.RoomRequested;

/// The events of calls that matter here.
final class Events {
  private Events() {}

  private static CallEvent.Builder of(String callId) {
    return CallEvent.newBuilder().setCallId(callId);
  }

  static CallEvent requested(String callId, int generation) {
    return of(callId)
        .setRoomRequested(RoomRequested.newBuilder().setGeneration(generation))
        .build();
  }

  static CallEvent assigned(String callId, int generation, String instance) {
    return of(callId)
        .setRoomAssigned(
            RoomAssigned.newBuilder().setGeneration(generation).setMediaService(instance))
        .build();
  }

  static CallEvent lost(String callId, int generation) {
    return of(callId).setRoomLost(RoomLost.newBuilder().setGeneration(generation)).build();
  }

  static CallEvent released(String callId, int generation) {
    return of(callId).setRoomReleased(RoomReleased.newBuilder().setGeneration(generation)).build();
  }

  static CallEvent ended(String callId) {
    return of(callId).setCallEnded(CallEnded.getDefaultInstance()).build();
  }

  static CallEvent left(String callId, String userId) {
    return of(callId)
        .setParticipantLeft(ParticipantLeft.newBuilder().setUserId(userId).setDeviceId("phone"))
        .build();
  }

  static CallEvent joined(String callId, String userId) {
    return of(callId)
        .setParticipantJoined(ParticipantJoined.newBuilder().setUserId(userId).setDeviceId("phone"))
        .build();
  }

  static CallEvent microphone(String callId, String userId, boolean isOn) {
    return of(callId)
        .setMediaStateChanged(
            MediaStateChanged.newBuilder()
                .setUserId(userId)
                .setMedia(MediaFlags.newBuilder().setAudio(isOn)))
        .build();
  }
}
