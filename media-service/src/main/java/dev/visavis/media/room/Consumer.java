package dev.visavis.media.room;

/// A media section on which a device can receive.
public record Consumer(String mid, boolean isVideo) {}
