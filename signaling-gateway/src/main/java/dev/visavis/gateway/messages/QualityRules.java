package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.Quality;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a report of quality must be: figures that a program can add up.
final class QualityRules {
  private static final int MAX_PERIOD_MS = 600_000;
  private static final int MAX_LINKS = 31;
  private static final int MAX_DELAY_MS = 600_000;

  private QualityRules() {}

  static @Nullable Refusal period(SignalingMessage message, UUID sender) {
    int period = message.getQuality().getPeriodMs();
    return period >= 1 && period <= MAX_PERIOD_MS
        ? null
        : Refusal.field("payload.periodMs", "must be 1 to " + MAX_PERIOD_MS);
  }

  static @Nullable Refusal links(SignalingMessage message, UUID sender) {
    Quality quality = message.getQuality();
    int count = quality.getLinksCount();
    if (count == 0 || count > MAX_LINKS) {
      return Refusal.field("payload.links", "must have 1 to " + MAX_LINKS + " links");
    }
    for (int i = 0; i < count; i++) {
      Refusal refusal = link("payload.links[" + i + "].", quality.getLinks(i));
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable Refusal link(String at, LinkQuality link) {
    if (!Rules.isPeer(link.getUserId())) {
      return Refusal.field(at + "userId", "must be a UUID or sfu");
    }
    if (!isDelay(link.getJitterMs())) {
      return Refusal.field(at + "jitterMs", "must be 0 to " + MAX_DELAY_MS);
    }
    return isDelay(link.getRoundTripMs())
        ? null
        : Refusal.field(at + "roundTripMs", "must be 0 to " + MAX_DELAY_MS);
  }

  private static boolean isDelay(int ms) {
    return ms >= 0 && ms <= MAX_DELAY_MS;
  }
}
