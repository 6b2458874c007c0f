import type { ShownTile } from '../../model/messages';
import type { CameraLayer } from './cameraLayers';

/** What was received in the last second. */
export interface ReceivedSecond {
  /** Bits per second. */
  readonly bitrate: number;
  /** The share of packets that were lost, 0 to 1. */
  readonly loss: number;
  /** How many pictures froze. */
  readonly freezes: number;
  /** How much longer a packet takes to the media server and back than at best, in milliseconds. */
  readonly delay: number;
}

/** What the link of this device can bear, as far as it is known. */
export interface LinkBudget {
  /** Bits per second for everything; null: no limit was met. */
  readonly limit: number | null;
  /** How many seconds in a row went well. */
  readonly good: number;
  /** After how many good seconds more is tried. */
  readonly patience: number;
  /** Seconds since more was tried. */
  readonly sinceRaised: number;
}

export const NO_LIMIT: LinkBudget = { limit: null, good: 0, patience: 5, sinceRaised: 60 };

const BAD = { loss: 0.05, delay: 250 } as const;
const GOOD_LOSS = 0.02;
const SHORT_PATIENCE = 2;
const LONG_PATIENCE = 10;
const FIRST_PATIENCE = 5;
/** Trouble within this many seconds shows that the last raise was too much. */
const RAISE_FAILED_WITHIN = 3;
const MIN_LIMIT = 150_000;

/** Down at once, up after 5 s with headroom. `wanted`: the bits per second of everything that the screen would show. */
export function nextBudget(now: LinkBudget, second: ReceivedSecond, wanted: number): LinkBudget {
  const sinceRaised = now.sinceRaised + 1;
  // The delay is measured seldom, and a busy processor raises it too. Without freezes it lowers nothing.
  const linkFroze = second.freezes > 0 && (second.loss > GOOD_LOSS || second.delay > BAD.delay);
  if (second.loss > BAD.loss || linkFroze) {
    const limit = Math.max(MIN_LIMIT, Math.min(now.limit ?? Infinity, second.bitrate) * 0.7);
    const patience = sinceRaised <= RAISE_FAILED_WITHIN ? LONG_PATIENCE : FIRST_PATIENCE;
    return { limit, good: 0, patience, sinceRaised };
  }
  if (now.limit === null) return { ...now, sinceRaised };
  if (second.loss > GOOD_LOSS || second.freezes > 0) return { ...now, good: 0, sinceRaised };
  const good = now.good + 1;
  if (good < now.patience) return { ...now, good, sinceRaised };
  const limit = now.limit * 1.6;
  return { limit: limit >= wanted ? null : limit, good: 0, patience: SHORT_PATIENCE, sinceRaised: 0 };
}

/** What a voice takes, with everything around it. */
const VOICE_BITRATE = 40_000;
const MAX_VOICES = 5;
const SCREEN_BITRATE = 1_500_000;

/** Bits per second of these tiles, and of the voices. */
export function bitrateOf(tiles: readonly ShownTile[], layers: readonly CameraLayer[]): number {
  return tiles.reduce((sum, tile) => sum + tileBitrate(tile, layers), MAX_VOICES * VOICE_BITRATE);
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
