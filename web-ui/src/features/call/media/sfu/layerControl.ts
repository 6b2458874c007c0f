import type { ShownTile } from '../../model/messages';
import type { CameraLayer } from './cameraLayers';
import type { ReceivedSecond } from './receivedSecond';

/** The bits per second that the screen asks for. */
export interface Demand {
  /** With every tile as large as it is shown. */
  readonly wanted: number;
  /** With every tile at its smallest. */
  readonly least: number;
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
  /** Seconds since it was lowered. */
  readonly sinceLowered: number;
  /** The loss that lowered it; null since it was raised. */
  readonly lossBefore: number | null;
  /** The share of packets that is lost however little is sent: by radio, or because this device is too busy to read them. */
  readonly constantLoss: number;
}

const LONG_AGO = 60;

/** What the voices take, at most five at 40 kbit/s each with everything around them. */
const VOICES_BITRATE = 200_000;
const SCREEN_BITRATE = 1_500_000;

export const NO_LIMIT: LinkBudget = {
  limit: null,
  good: 0,
  patience: 5,
  sinceRaised: LONG_AGO,
  sinceLowered: LONG_AGO,
  lossBefore: null,
  constantLoss: 0,
};

const BAD = { loss: 0.05, delay: 250 } as const;
const GOOD_LOSS = 0.02;
const SHORT_PATIENCE = 2;
const LONG_PATIENCE = 10;
const FIRST_PATIENCE = 5;
/** Trouble within this many seconds shows that the last raise was too much. */
const RAISE_FAILED_WITHIN = 3;
/** The effect of a smaller view is seen after this many seconds. */
const LOWERED_AFTER = 2;
/** If less was asked for and the share of lost packets stayed above this part of the former one, the bitrate is not the cause. */
const UNCHANGED = 0.7;
/** A larger loss comes from the bitrate: halving what is sent over a full link may leave most of it. */
const MAX_CONSTANT_LOSS = 0.3;
/** What one more tile takes. */
const STEP_BITRATE = 150_000;
/** How fast the constant loss follows a lower one. */
const FORGET = 0.1;

/**
 * Down at once, up after 5 s with headroom. Delay and the first loss only make tiles smaller. Tiles are paused when loss goes on
 * although all are small.
 */
export function nextBudget(
  before: LinkBudget,
  second: ReceivedSecond,
  { wanted, least }: Demand,
): LinkBudget {
  const now = {
    ...before,
    sinceRaised: before.sinceRaised + 1,
    sinceLowered: before.sinceLowered + 1,
    constantLoss: before.constantLoss + FORGET * Math.min(0, second.loss - before.constantLoss),
  };
  const loss = second.loss - now.constantLoss;
  // The delay is measured seldom, and a busy processor raises it too. Without freezes it lowers nothing.
  const isLate = second.freezes > 0 && second.delay > BAD.delay;
  if (loss > BAD.loss || isLate) {
    if (now.sinceLowered < LOWERED_AFTER) return { ...now, good: 0 };
    if (isConstant(now, second)) return { ...now, good: 0, lossBefore: null, constantLoss: second.loss };
    const pauses = loss > BAD.loss && (now.limit ?? wanted) <= least;
    return lowered(now, second, pauses ? VOICES_BITRATE : least);
  }
  if (now.limit === null) return now;
  if (loss > GOOD_LOSS) return { ...now, good: 0 };
  const good = now.good + 1;
  if (good < now.patience) return { ...now, good };
  const limit = Math.max(now.limit * 1.6, now.limit + STEP_BITRATE);
  const raised = limit >= wanted ? null : limit;
  return { ...now, limit: raised, good: 0, patience: SHORT_PATIENCE, sinceRaised: 0, lossBefore: null };
}

function isConstant({ lossBefore }: LinkBudget, { loss }: ReceivedSecond): boolean {
  return lossBefore !== null && loss > lossBefore * UNCHANGED && loss <= MAX_CONSTANT_LOSS;
}

function lowered(now: LinkBudget, { bitrate, loss }: ReceivedSecond, atLeast: number): LinkBudget {
  const limit = now.limit ?? Infinity;
  return {
    ...now,
    limit: Math.min(limit, Math.max(atLeast, Math.min(limit, bitrate) * 0.7)),
    good: 0,
    patience: now.sinceRaised <= RAISE_FAILED_WITHIN ? LONG_PATIENCE : FIRST_PATIENCE,
    sinceLowered: 0,
    lossBefore: loss,
  };
}

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
