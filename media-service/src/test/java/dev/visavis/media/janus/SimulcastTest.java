package dev.visavis.media.janus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.media.layers.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulcastTest {
  /// The numbers for the low, the medium and the high layer.
  private static List<Integer> substreams(String rids) {
    Simulcast simulcast =
        Simulcast.parse("m=video 9 x\r\na=mid:1\r\na=simulcast:send " + rids + "\r\n")
            .getOrDefault("1", new Simulcast(1, true));
    return Arrays.stream(Layer.values()).map(simulcast::substream).toList();
  }

  @Test
  void theFirstEncodingHasTheHighestNumber() {
    assertEquals(List.of(0, 1, 2), substreams("h;m;l"));
    assertEquals(List.of(2, 1, 0), substreams("l;m;h"));
  }

  @Test
  void withTwoEncodingsTheLargerOneServesForBothLargerLayers() {
    assertEquals(List.of(0, 1, 1), substreams("h;m"));
    assertEquals(List.of(1, 0, 0), substreams("m;h"));
  }

  @Test
  void encodingsWithOtherNamesCountAsLargestFirst() {
    assertEquals(List.of(0, 1, 2), substreams("0;1;2"));
    assertEquals(List.of(0, 1, 2), substreams("h;~m;l recv x"));
  }

  /// Janus has no fourth one: it would refuse all who want to see the camera.
  @Test
  void moreEncodingsThanJanusKnowsCountAsThree() {
    assertEquals(List.of(0, 1, 2), substreams("l;m;x;h"));
    assertEquals(List.of(0, 1, 2), substreams("l;" + "x;".repeat(1_000) + "h"));
    assertEquals(List.of(0, 0, 0), substreams(""));
    assertEquals(List.of(0, 1, 1), substreams(";"));
  }

  @Test
  void eachSectionHasItsOwn() {
    assertEquals(
        Map.of("1", new Simulcast(3, false)),
        Simulcast.parse(
            "m=audio 9 x\na=mid:0\nm=video 9 x\na=mid:1\na=simulcast:send h;m;l\nm=video 9 x\na=mid:2\n"));
    assertEquals(Map.of(), Simulcast.parse(""));
  }
}
