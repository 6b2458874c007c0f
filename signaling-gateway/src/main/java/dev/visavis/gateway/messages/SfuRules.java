package dev.visavis.gateway.messages;

import dev.visavis.proto.RelayAddress;
import dev.visavis.proto.v1.SignalingMessage;
import dev.visavis.proto.v1.Tile;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rules for messages to the SFU: the negotiation with it, and what a device shows.
final class SfuRules {
  private static final int MAX_TILES = 64;
  private static final int MAX_HEIGHT = 4_320;
  private static final Set<String> STREAMS = Set.of("publish", "subscribe");
  private static final Set<String> PICTURES = Set.of("camera", "screen");

  private SfuRules() {}

  /// @param required whether a message to the SFU has to name its stream
  static FieldRule stream(Function<SignalingMessage, String> of, boolean required) {
    return (message, sender) -> {
      String stream = of.apply(message);
      if (stream.isEmpty()) {
        return required && isToSfu(message)
            ? WireError.field("payload.stream", "is required")
            : null;
      }
      return STREAMS.contains(stream)
          ? null
          : WireError.field("payload.stream", "must be one of publish, subscribe");
    };
  }

  /// A message to the SFU names the room that it is meant for.
  static @Nullable WireError generation(SignalingMessage message, UUID sender) {
    return isToSfu(message) && RelayAddress.generation(message) == null
        ? WireError.field("payload.generation", "is required")
        : null;
  }

  private static boolean isToSfu(SignalingMessage message) {
    return RelayAddress.SFU.equals(RelayAddress.to(message));
  }

  static @Nullable WireError tiles(SignalingMessage message, UUID sender) {
    List<Tile> tiles = message.getView().getTilesList();
    if (tiles.size() > MAX_TILES) {
      return WireError.field("payload.tiles", "must have at most " + MAX_TILES + " tiles");
    }
    for (int i = 0; i < tiles.size(); i++) {
      WireError error = tile("payload.tiles[" + i + "].", tiles.get(i));
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  private static @Nullable WireError tile(String at, Tile tile) {
    if (!FieldRules.isUuid(tile.getUserId())) {
      return WireError.field(at + "userId", "must be a UUID");
    }
    if (!PICTURES.contains(tile.getKind())) {
      return WireError.field(at + "kind", "must be one of camera, screen");
    }
    return tile.getHeight() >= 0 && tile.getHeight() <= MAX_HEIGHT
        ? null
        : WireError.field(at + "height", "must be 0 to " + MAX_HEIGHT);
  }
}
