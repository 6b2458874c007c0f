package dev.visavis.gateway.messages;

import dev.visavis.proto.v1.LinkQuality;
import dev.visavis.proto.v1.Quality;
import dev.visavis.proto.v1.SignalingMessage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules for quality reports. They keep the numbers in ranges that can be aggregated.
final class QualityRules {
  private static final int MAX_PERIOD_MS = 600_000;
  private static final int MAX_LINKS = 31;
  private static final int MAX_DELAY_MS = 600_000;

  private QualityRules() {}

  static @Nullable WireError period(SignalingMessage message, UUID sender) {
    int period = message.getQuality().getPeriodMs();
    return period >= 1 && period <= MAX_PERIOD_MS
        ? null
        : WireError.field("payload.periodMs", "must be 1 to " + MAX_PERIOD_MS);
  }

  static @Nullable WireError links(SignalingMessage message, UUID sender) {
    Quality quality = message.getQuality();
    int count = quality.getLinksCount();
    if (count == 0 || count > MAX_LINKS) {
      return WireError.field("payload.links", "must have 1 to " + MAX_LINKS + " links");
    }
    for (int i = 0; i < count; i++) {
      WireError error = link("payload.links[" + i + "].", quality.getLinks(i));
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static @Nullable WireError link(String at, LinkQuality link) {
    if (!FieldRules.isPeer(link.getUserId())) {
      return WireError.field(at + "userId", "must be a UUID or sfu");
    }
    if (!isDelay(link.getJitterMs())) {
      return WireError.field(at + "jitterMs", "must be 0 to " + MAX_DELAY_MS);
    }
    return isDelay(link.getRoundTripMs())
        ? null
        : WireError.field(at + "roundTripMs", "must be 0 to " + MAX_DELAY_MS);
  }

  private static boolean isDelay(int ms) {
    return ms >= 0 && ms <= MAX_DELAY_MS;
  }
}
