/** Names a tile: a person's camera, or the screen that they share. */
export type TileKey = string;

/** Which tiles the stage shows, and in which order. */
export interface Arrangement {
  /** All tiles of others, in the order in which their people joined, except for swaps. */
  readonly order: readonly TileKey[];
  /** The large tile; null if all are equally large. */
  readonly main: TileKey | null;
  /** The tiles of the page in view, in their order. The main tile is on every page. */
  readonly visible: readonly TileKey[];
  /** At least 1. */
  readonly pages: number;
  /** The page in view, counted from 0. It is below `pages`. */
  readonly page: number;
  /** Somebody speaks whose tile comes into view when the speaker before has been shown for long enough. */
  readonly waiting: boolean;
  readonly turns: Turns;
}

/** When each person spoke, in milliseconds of the scene's clock. */
interface Turns {
  /** The tile of the latest speaker; null until somebody has spoken. */
  readonly speaker: TileKey | null;
  readonly speakerSince: number;
  readonly spokeAt: ReadonlyMap<TileKey, number>;
  /** The tiles of those who speak now. */
  readonly speaking: readonly TileKey[];
  /** When a speaker's tile was swapped into the page. */
  readonly swappedAt: ReadonlyMap<TileKey, number>;
}

export interface Scene {
  /** The tiles that there are now, in the order in which their people joined. */
  readonly tiles: readonly TileKey[];
  /** The tiles of those who speak, the loudest first. */
  readonly speakers: readonly TileKey[];
  /** The main tile, if the user has pinned one or somebody shares a screen. */
  readonly featured: TileKey | null;
  /** Without a featured tile, the speaker's is the main one. */
  readonly followsSpeaker: boolean;
  /** The page that the user has chosen, counted from 0. */
  readonly page: number;
  /** How many tiles a page has, the main tile included; at least 1. */
  readonly pageSize: number;
  /** In milliseconds, of a clock that never goes back. */
  readonly now: number;
}

/** A speaker's tile stays at least this long where it has come into view. */
const SPEAKER_STAYS_MS = 2000;

export const NO_ARRANGEMENT: Arrangement = {
  order: [],
  main: null,
  visible: [],
  pages: 1,
  page: 0,
  waiting: false,
  turns: { speaker: null, speakerSince: -Infinity, spokeAt: new Map(), speaking: [], swappedAt: new Map() },
};

/**
 * Tiles keep their places, and a new tile is the last one. If the tile of somebody who speaks is on another page, it changes
 * places with the tile of this page whose person has been silent for longest.
 */
export function arrange(before: Arrangement, scene: Scene): Arrangement {
  const order = ordered(before.order, scene.tiles);
  const { turns, late } = nextSpeaker(before.turns, scene);
  const main = mainOf(order, turns.speaker, scene);
  const strip = order.filter((tile) => tile !== main);
  const size = Math.max(1, main === null ? scene.pageSize : scene.pageSize - 1);
  const pages = Math.max(1, Math.ceil(strip.length / size));
  const page = Math.min(scene.page, pages - 1);
  const first = page * size;
  const speakers = scene.speakers.filter((tile) => strip.includes(tile)); // the main tile is in view already
  const swap = swapSpeakersIn(order, strip.slice(first, first + size), turns, { ...scene, speakers });
  const paged = swap.order.filter((tile) => tile !== main).slice(first, first + size);
  return {
    order: swap.order,
    main,
    visible: swap.order.filter((tile) => tile === main || paged.includes(tile)),
    pages,
    page,
    waiting: late || swap.late,
    turns: { ...turns, swappedAt: swap.swappedAt },
  };
}

function ordered(before: readonly TileKey[], tiles: readonly TileKey[]): readonly TileKey[] {
  return [
    ...before.filter((tile) => tiles.includes(tile)),
    ...tiles.filter((tile) => !before.includes(tile)),
  ];
}

function mainOf(order: readonly TileKey[], speaker: TileKey | null, scene: Scene): TileKey | null {
  const { featured, followsSpeaker } = scene;
  if (featured !== null && order.includes(featured)) return featured;
  return followsSpeaker ? (speaker ?? order[0] ?? null) : null;
}

/** The loudest speaker takes over, but not before the one before has had a turn of some length. */
function nextSpeaker(before: Turns, { tiles, speakers, now }: Scene): { turns: Turns; late: boolean } {
  const spokeAt = new Map([...before.spokeAt].filter(([tile]) => tiles.includes(tile)));
  for (const tile of [...before.speaking, ...speakers]) spokeAt.set(tile, now);
  const present = before.speaker !== null && tiles.includes(before.speaker);
  const turns = { ...before, spokeAt, speaking: speakers, speaker: present ? before.speaker : null };
  const loudest = speakers.find((tile) => tiles.includes(tile));
  if (loudest === undefined || loudest === turns.speaker) return { turns, late: false };
  if (present && now - before.speakerSince < SPEAKER_STAYS_MS) return { turns, late: true };
  return { turns: { ...turns, speaker: loudest, speakerSince: now }, late: false };
}

interface Swap {
  readonly order: readonly TileKey[];
  readonly swappedAt: ReadonlyMap<TileKey, number>;
  /** A speaker finds no tile to change places with yet. */
  readonly late: boolean;
}

function swapSpeakersIn(
  before: readonly TileKey[],
  page: readonly TileKey[],
  turns: Turns,
  { tiles, speakers, now }: Scene,
): Swap {
  const order = [...before];
  const swappedAt = new Map([...turns.swappedAt].filter(([tile]) => tiles.includes(tile)));
  const silent = page.filter((tile) => !speakers.includes(tile));
  const settled = silent.filter((tile) => now - (swappedAt.get(tile) ?? -Infinity) >= SPEAKER_STAYS_MS);
  const leaving = longestSilentFirst(settled, turns.spokeAt);
  for (const speaker of speakers.filter((tile) => !page.includes(tile))) {
    const other = leaving.shift();
    if (other === undefined) return { order, swappedAt, late: silent.length > settled.length };
    const [from, to] = [order.indexOf(speaker), order.indexOf(other)];
    order[to] = speaker;
    order[from] = other;
    swappedAt.set(speaker, now);
  }
  return { order, swappedAt, late: false };
}

/** Of those who have never spoken, the last one leaves first, so that the first places change least. */
function longestSilentFirst(tiles: readonly TileKey[], spokeAt: ReadonlyMap<TileKey, number>): TileKey[] {
  return [...tiles].reverse().sort((one, other) => (spokeAt.get(one) ?? 0) - (spokeAt.get(other) ?? 0));
}
