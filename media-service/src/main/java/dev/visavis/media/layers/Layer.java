package dev.visavis.media.layers;

/// One of the three encodings of a simulcast camera at 1280×720, the smallest first.
public enum Layer {
  LOW(180),
  MEDIUM(360),
  HIGH(720);

  private final int height;

  Layer(int height) {
    this.height = height;
  }

  /// The smallest layer that fills a tile of this height, in pixels from 1; [#HIGH] if none does.
  public static Layer forHeight(int tileHeight) {
    for (Layer layer : values()) {
      if (tileHeight <= layer.height) {
        return layer;
      }
    }
    return HIGH;
  }
}
