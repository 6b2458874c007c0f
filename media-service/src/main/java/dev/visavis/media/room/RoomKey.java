package dev.visavis.media.room;

/// A room of a call.
///
/// @param generation grows each time the call gets a new room
public record RoomKey(String callId, int generation) {}
