package dev.visavis.media.room;

/// A device of a participant.
public record DeviceId(String userId, String deviceId) {}
