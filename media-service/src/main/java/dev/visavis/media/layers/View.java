package dev.visavis.media.layers;

import dev.visavis.media.MediaKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tiles that one device shows, the most important first.
public record View(List<Tile> tiles) {
  public static final View EMPTY = new View(List.of());

  /// How many cameras, and how many screens, a device can get at a time.
  public static final int MOST_CAMERAS = 9;

  public static final int MOST_SCREENS = 2;

  public View {
    tiles = List.copyOf(tiles);
  }

  /// The layer for each picture of this kind that the device is to get, by user, in the order
  /// of the tiles. Of two tiles of one user, the larger one counts.
  public Map<String, Layer> shown(MediaKind kind) {
    int most = kind == MediaKind.CAMERA ? MOST_CAMERAS : MOST_SCREENS;
    Map<String, Layer> shown = new LinkedHashMap<>();
    for (Tile tile : tiles) {
      boolean fits = shown.size() < most || shown.containsKey(tile.userId());
      if (tile.kind() == kind && tile.height() > 0 && fits) {
        shown.merge(tile.userId(), Layer.forHeight(tile.height()), View::larger);
      }
    }
    return shown;
  }

  /// The largest height at which this user's picture is shown; 0 if it is not.
  public int height(String userId, MediaKind kind) {
    return tiles.stream()
        .filter(tile -> tile.kind() == kind && tile.userId().equals(userId))
        .mapToInt(Tile::height)
        .max()
        .orElse(0);
  }

  private static Layer larger(Layer one, Layer other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
