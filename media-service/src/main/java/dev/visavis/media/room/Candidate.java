package dev.visavis.media.room;

import org.jspecify.annotations.Nullable;

/// An ICE candidate, as in RTCIceCandidateInit.
///
/// @param line null: the end of candidates
/// @param mid the media section, if named
/// @param index the number of the media section, if named
public record Candidate(@Nullable String line, @Nullable String mid, @Nullable Integer index) {
  public static final Candidate END = new Candidate(null, null, null);
}
