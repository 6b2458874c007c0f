package dev.visavis.media.speakers;

import dev.visavis.media.MediaLoop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Tells who speaks whenever that changes, but not more often than every [#SPACING_MS].
public final class SpeakerNews {
  static final long SPACING_MS = 300;

  private final MediaLoop loop;
  private final ActiveSpeakers speakers;
  private final Predicate<String> isNamed;
  private final Consumer<List<String>> tell;
  private List<String> told = List.of();
  private long nextAtMs;
  private long wakeAtMs = Long.MAX_VALUE;

  /// @param isNamed whether this user can be named as a speaker
  public SpeakerNews(
      MediaLoop loop,
      ActiveSpeakers speakers,
      Predicate<String> isNamed,
      Consumer<List<String>> tell) {
    this.loop = loop;
    this.speakers = speakers;
    this.isNamed = isNamed;
    this.tell = tell;
    this.nextAtMs = loop.nowMs();
  }

  /// The speakers that were told last.
  public List<String> told() {
    return told;
  }

  /// Call this whenever the speakers may have changed.
  public void changed() {
    long nowMs = loop.nowMs();
    List<String> shown = speakers.shownAt(nowMs).stream().filter(isNamed).toList();
    if (!shown.equals(told)) {
      if (nowMs < nextAtMs) {
        wakeAt(nextAtMs);
        return;
      }
      told = shown;
      nextAtMs = nowMs + SPACING_MS;
      tell.accept(shown);
    }
    long next = speakers.nextChangeMs(nowMs);
    if (next != Long.MAX_VALUE) {
      wakeAt(next);
    }
  }

  private void wakeAt(long atMs) {
    if (atMs >= wakeAtMs) {
      return;
    }
    wakeAtMs = atMs;
    loop.after(
        Math.max(1, atMs - loop.nowMs()),
        () -> {
          if (wakeAtMs == atMs) {
            wakeAtMs = Long.MAX_VALUE;
            changed();
          }
        });
  }
}
