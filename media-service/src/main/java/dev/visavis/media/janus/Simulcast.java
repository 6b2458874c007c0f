package dev.visavis.media.janus;

import dev.visavis.media.layers.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The encodings of one section, and how Janus numbers them: it takes the first one that the device
/// offers for the largest, and gives it the highest number (`substream`).
///
/// @param encodings how many there are, from 1
/// @param isSmallestFirst whether the device offers them in the other order, by their names `l`,
///     `m` and `h`
record Simulcast(int encodings, boolean isSmallestFirst) {
  private static final String SIZES = "lmh";

  /// Janus knows three, and refuses a request for the fourth.
  private static final int MOST = Layer.values().length;

  /// The assumption of Janus about a section whose encodings are not known here.
  static final Simulcast UNKNOWN = new Simulcast(MOST, false);

  /// The simulcast sections of an SDP offer (RFC 8853), by their mids.
  static Map<String, Simulcast> parse(String sdp) {
    Map<String, Simulcast> sections = new HashMap<>();
    String mid = "";
    @Nullable Simulcast simulcast = null;
    for (String line : (sdp + "\nm=").lines().toList()) {
      if (line.startsWith("m=")) {
        if (simulcast != null) {
          sections.put(mid, simulcast);
        }
        mid = "";
        simulcast = null;
      } else if (line.startsWith("a=mid:")) {
        mid = line.substring("a=mid:".length());
      } else if (line.startsWith("a=simulcast:send ")) {
        simulcast = of(line.substring("a=simulcast:send ".length()).split(" ", 2)[0]);
      }
    }
    return sections;
  }

  private static Simulcast of(String rids) {
    List<String> names = List.of(rids.replace("~", "").split(";", MOST + 1));
    if (names.size() > MOST) {
      return UNKNOWN;
    }
    int first = SIZES.indexOf(names.getFirst());
    int last = SIZES.indexOf(names.getLast());
    return new Simulcast(names.size(), first >= 0 && last > first);
  }

  /// The number of the encoding to forward for this layer.
  int substream(Layer layer) {
    int size = Math.min(layer.ordinal(), encodings - 1);
    return isSmallestFirst ? encodings - 1 - size : size;
  }
}
