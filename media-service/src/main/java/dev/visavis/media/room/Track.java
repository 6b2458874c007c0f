package dev.visavis.media.room;

import dev.visavis.media.MediaKind;

/// The producer that one media section of a device's subscribe connection carries.
public record Track(String mid, String userId, MediaKind kind) {}
