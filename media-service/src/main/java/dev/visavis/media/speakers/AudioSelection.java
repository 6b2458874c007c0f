package dev.visavis.media.speakers;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whose voices a device gets: at most [#MOST] at a time, those who spoke last. All-to-all audio is
/// what a large call costs most, and nobody understands more than a few voices.
public final class AudioSelection {
  /// The most voices that one device gets.
  public static final int MOST = 5;

  static final long STICKY_MS = 10_000;

  /// The later the better; within one kind by time, the newest first.
  private enum Kind {
    SILENT,
    SPOKE_RECENTLY,
    SPEAKS
  }

  /// @param voice whose voice it is
  /// @param atMs when they began (while they speak) or ended (recently); equal for the silent
  /// @param present whether the device gets this voice now
  private record Candidate(String voice, Kind kind, long atMs, boolean present) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::kind)
          .thenComparing(Candidate::atMs)
          .thenComparing(Candidate::present)
          .reversed();

  private AudioSelection() {}

  /// Chooses among those who can be heard. A voice that the device gets already stays while
  /// there is room, and gives way to a speaker who is newer: first the one that has been silent
  /// for longest. Within 10 s after they last spoke, it gives way only if all others spoke as
  /// recently.
  ///
  /// @param present whose voices the device gets now
  /// @param audible who is not muted, without the device's own user, in a stable order
  public static Set<String> choose(
      Collection<String> present, List<String> audible, ActiveSpeakers speakers, long nowMs) {
    Set<String> chosen = new LinkedHashSet<>();
    audible.stream()
        .map(voice -> candidate(voice, present.contains(voice), speakers, nowMs))
        .sorted(BEST_FIRST)
        .limit(MOST)
        .forEach(candidate -> chosen.add(candidate.voice()));
    return chosen;
  }

  private static Candidate candidate(
      String voice, boolean present, ActiveSpeakers speakers, long nowMs) {
    if (speakers.speaks(voice)) {
      return new Candidate(voice, Kind.SPEAKS, speakers.beganAtMs(voice), present);
    }
    long endedAtMs = speakers.endedAtMs(voice);
    if (endedAtMs != ActiveSpeakers.NEVER && nowMs - endedAtMs < STICKY_MS) {
      return new Candidate(voice, Kind.SPOKE_RECENTLY, endedAtMs, present);
    }
    return new Candidate(voice, Kind.SILENT, 0, present);
  }
}
