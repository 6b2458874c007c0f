package dev.visavis.media.room;

import dev.visavis.media.MediaKind;

/// One thing that a device sends.
///
/// @param userId whose it is
/// @param transport the name of the transport that it arrives on
/// @param mid its media section there
public record Producer(String userId, String transport, String mid, MediaKind kind) {}
