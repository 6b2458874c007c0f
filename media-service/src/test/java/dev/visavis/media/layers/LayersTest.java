package dev.visavis.media.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visavis.media.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final long NOW_MS = 5_000;

  @Test
  void aTileGetsTheSmallestLayerThatFillsIt() {
    assertEquals(Layer.LOW, Layer.forHeight(1));
    assertEquals(Layer.LOW, Layer.forHeight(180));
    assertEquals(Layer.MEDIUM, Layer.forHeight(181));
    assertEquals(Layer.MEDIUM, Layer.forHeight(360));
    assertEquals(Layer.HIGH, Layer.forHeight(361));
    assertEquals(Layer.HIGH, Layer.forHeight(2_160));
  }

  @Test
  void aPausedTileIsNotShownAndTheLargerOfTwoTilesCounts() {
    View view =
        new View(
            List.of(
                new Tile("a", MediaKind.CAMERA, 0),
                new Tile("b", MediaKind.CAMERA, 180),
                new Tile("b", MediaKind.CAMERA, 720),
                new Tile("b", MediaKind.SCREEN, 300)));

    assertEquals(Map.of("b", Layer.HIGH), view.shown(MediaKind.CAMERA));
    assertEquals(Map.of("b", Layer.MEDIUM), view.shown(MediaKind.SCREEN));
    assertEquals(720, view.height("b", MediaKind.CAMERA));
    assertEquals(0, view.height("a", MediaKind.CAMERA));
  }

  @Test
  void theFirstNineCamerasAreShown() {
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tiles.add(new Tile("user" + i, MediaKind.CAMERA, 180));
    }

    assertEquals(
        List.of("user0", "user1", "user2", "user3", "user4", "user5", "user6", "user7", "user8"),
        List.copyOf(new View(tiles).shown(MediaKind.CAMERA).keySet()));
  }

  @Test
  void theLimitsAreTheLargestHeightsOfAllViews() {
    View small = new View(List.of(new Tile("a", MediaKind.CAMERA, 180)));
    View large =
        new View(
            List.of(new Tile("a", MediaKind.CAMERA, 720), new Tile("a", MediaKind.SCREEN, 1080)));

    assertEquals(new SendLimits(720, 1080), SendLimits.of("a", List.of(small, large)));
    assertEquals(new SendLimits(0, 0), SendLimits.of("b", List.of(small, large)));
  }

  @Test
  void aLargerPictureIsAskedForAtOnce() {
    SendLimitControl control = new SendLimitControl();
    control.update(new SendLimits(0, 0), NOW_MS);
    assertEquals(Optional.of(new SendLimits(0, 0)), control.due(NOW_MS + 2_000));

    assertEquals(
        Optional.of(new SendLimits(720, 0)),
        control.update(new SendLimits(720, 0), NOW_MS + 2_100));
    assertEquals(Optional.of(new SendLimits(720, 0)), control.told());
  }

  @Test
  void aSmallerPictureIsEnoughAfterTwoSeconds() {
    SendLimitControl control = new SendLimitControl();
    control.update(new SendLimits(720, 0), NOW_MS);
    control.due(NOW_MS + 2_000);

    assertEquals(Optional.empty(), control.update(new SendLimits(180, 0), NOW_MS + 3_000));
    assertEquals(NOW_MS + 5_000, control.dueAtMs());
    assertEquals(Optional.empty(), control.due(NOW_MS + 4_999));
    assertEquals(Optional.of(new SendLimits(180, 0)), control.due(NOW_MS + 5_000));
    assertEquals(Long.MAX_VALUE, control.dueAtMs());
  }

  @Test
  void aPictureThatIsLargeAgainInTimeChangesNothing() {
    SendLimitControl control = new SendLimitControl();
    control.update(new SendLimits(720, 0), NOW_MS);
    control.due(NOW_MS + 2_000);
    control.update(new SendLimits(180, 0), NOW_MS + 3_000);

    assertEquals(Optional.empty(), control.update(new SendLimits(720, 0), NOW_MS + 4_000));
    assertEquals(Optional.empty(), control.due(NOW_MS + 9_000));
  }

  @Test
  void oneLargerAndOneSmallerPictureAreToldEachInItsTime() {
    SendLimitControl control = new SendLimitControl();
    control.update(new SendLimits(720, 0), NOW_MS);
    control.due(NOW_MS + 2_000);

    assertEquals(
        Optional.of(new SendLimits(720, 1080)),
        control.update(new SendLimits(180, 1080), NOW_MS + 3_000));
    assertEquals(Optional.of(new SendLimits(180, 1080)), control.due(NOW_MS + 5_000));
  }
}
