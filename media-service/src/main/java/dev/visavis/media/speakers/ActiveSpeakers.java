package dev.visavis.media.speakers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The users who speak in one call. One who begins to speak counts as a speaker for at least
/// [#SHOWN_MS], so that a short pause does not make the display flicker.
public final class ActiveSpeakers {
  /// The most speakers that are named at a time.
  public static final int MOST = 5;

  static final long SHOWN_MS = 2_000;
  static final long NEVER = Long.MIN_VALUE;

  /// @param level in -dBov: 0 is the loudest, 127 silence
  /// @param endedAtMs [#NEVER] while they speak
  private record Speech(int level, long beganAtMs, long endedAtMs) {
    boolean isGoingOn() {
      return endedAtMs == NEVER;
    }

    boolean isShownAt(long nowMs) {
      return isGoingOn() || nowMs < beganAtMs + SHOWN_MS;
    }
  }

  private final Map<String, Speech> speeches = new HashMap<>();

  /// The user speaks from now on.
  ///
  /// @param level in -dBov: 0 is the loudest, 127 silence
  public void began(String userId, int level, long nowMs) {
    Speech before = speeches.get(userId);
    long since = before != null && before.isGoingOn() ? before.beganAtMs() : nowMs;
    speeches.put(userId, new Speech(level, since, NEVER));
  }

  /// The user is silent from now on, or nothing is heard of them any more.
  public void ended(String userId, long nowMs) {
    speeches.computeIfPresent(
        userId,
        (id, speech) ->
            speech.isGoingOn() ? new Speech(speech.level(), speech.beganAtMs(), nowMs) : speech);
  }

  /// The user has muted themselves or left: they are no speaker any more.
  public void removed(String userId) {
    speeches.remove(userId);
  }

  /// Those to show as speaking, the loudest first; at most [#MOST].
  public List<String> shownAt(long nowMs) {
    return speeches.entrySet().stream()
        .filter(entry -> entry.getValue().isShownAt(nowMs))
        .sorted(
            Comparator.<Map.Entry<String, Speech>>comparingInt(entry -> entry.getValue().level())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .limit(MOST)
        .toList();
  }

  /// When [#shownAt] changes although nobody begins or ends; [Long#MAX_VALUE]: not at all.
  public long nextChangeMs(long nowMs) {
    return speeches.values().stream()
        .filter(speech -> !speech.isGoingOn() && speech.isShownAt(nowMs))
        .mapToLong(speech -> speech.beganAtMs() + SHOWN_MS)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  boolean speaks(String userId) {
    Speech speech = speeches.get(userId);
    return speech != null && speech.isGoingOn();
  }

  long beganAtMs(String userId) {
    Speech speech = speeches.get(userId);
    return speech == null ? NEVER : speech.beganAtMs();
  }

  /// When the user stopped speaking; [#NEVER] if they speak or never did.
  long endedAtMs(String userId) {
    Speech speech = speeches.get(userId);
    return speech == null ? NEVER : speech.endedAtMs();
  }
}
