import type { ShownTile } from '../../model/messages';
import type { CameraLayer } from './cameraLayers';
import type { Demand } from './linkBudget';
import { VOICES_BITRATE } from './linkBudget';

const SCREEN_BITRATE = 1_500_000;

/** What these tiles and the voices ask for. */
export function demandOf(tiles: readonly ShownTile[], layers: readonly CameraLayer[]): Demand {
  const small = tiles.map((tile) => ({ ...tile, height: Math.min(tile.height, 1) }));
  return { wanted: bitrateOf(tiles, layers), least: bitrateOf(small, layers) };
}

function bitrateOf(tiles: readonly ShownTile[], layers: readonly CameraLayer[]): number {
  return tiles.reduce((sum, tile) => sum + tileBitrate(tile, layers), VOICES_BITRATE);
}

/**
 * Lowers the tiles until they fit. Voices come first; then each tile gets the smallest layer, in order; then larger ones.
 * A tile that does not fit at all is paused.
 */
export function fitTiles(
  tiles: readonly ShownTile[],
  limit: number | null,
  layers: readonly CameraLayer[],
): readonly ShownTile[] {
  if (limit === null || bitrateOf(tiles, layers) <= limit) return tiles;
  const fitted = tiles.map((tile) => ({ ...tile, height: 0 }));
  let used = bitrateOf([], layers);
  const heights = [...layers].map(({ height }) => height).sort((one, other) => one - other);
  for (const height of heights)
    for (const [index, wanted] of tiles.entries()) {
      const present = fitted[index];
      if (!present || wanted.height === 0 || present.height >= wanted.height) continue;
      const next = { ...wanted, height: Math.min(height, wanted.height) };
      const more = tileBitrate(next, layers) - tileBitrate(present, layers);
      if (used + more > limit) continue;
      fitted[index] = next;
      used += more;
    }
  return fitted;
}

function tileBitrate({ kind, height }: ShownTile, layers: readonly CameraLayer[]): number {
  if (height <= 0) return 0;
  if (kind === 'screen') return SCREEN_BITRATE;
  const layer = layers.filter((candidate) => candidate.height >= height).at(-1) ?? layers[0];
  return layer?.maxBitrate ?? 0;
}
