package dev.visavis.media.layers;

import dev.visavis.media.MediaKind;

/// One picture that a device shows.
///
/// @param kind a camera or a screen
/// @param height in pixels; 0: not shown now
public record Tile(String userId, MediaKind kind, int height) {}
