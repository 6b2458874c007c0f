/** The place of a tile on the stage, in CSS pixels from the stage's upper left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The aspect ratios that a picture may be cropped to. */
const WIDEST = 2.15;
const NARROWEST_ON_WIDE_STAGE = 0.85;
const NARROWEST_ON_UPRIGHT_STAGE = 0.55;
/** The aspect ratio of most cameras. On an upright stage, they are often upright themselves. */
const CAMERA_ASPECT = 16 / 9;
const CLEARLY_WIDER = 1.15;
/** The strip of smaller tiles beside the main tile. */
const STRIP_SHARE = 0.18;
const STRIP_MIN = 96;
const STRIP_MAX = 240;
/** The lengths of the strip's tiles, as a share of the strip's thickness. */
const STRIP_WIDE = { shortest: 0.5, longest: 0.8 };
const STRIP_UPRIGHT = { shortest: 0.62, longest: 1.2 };
/** Below this width or height, the stage is a phone's. */
const PHONE_WIDTH = 600;
const PHONE_HEIGHT = 360;

function isPhone({ width, height }: Size): boolean {
  return width < PHONE_WIDTH || height < PHONE_HEIGHT;
}

/** The space between two tiles. */
export function gapOf(stage: Size): number {
  return isPhone(stage) ? 8 : 12;
}

/**
 * How many tiles one page shows, so that a device need not decode more.
 */
export function pageSize(stage: Size, hasMain: boolean): number {
  const most = isPhone(stage) ? 4 : 9;
  return hasMain ? Math.min(most, stripOf(stage).room) : most;
}

/**
 * Places `count` tiles on the stage, without overlap. If `main` is null, all are about equally large; otherwise the tile with
 * this index is the main tile, and the others form a strip beside it (below it on an upright stage). Tiles that find no room
 * in the strip are left out: the result is shorter then, and its order is that of the tiles.
 */
export function layoutTiles(count: number, stage: Size, main: number | null): readonly Rectangle[] {
  if (count <= 0 || stage.width <= 0 || stage.height <= 0) return [];
  return main === null || count === 1 ? grid(count, stage) : besideMain(count, stage, main);
}

function grid(count: number, stage: Size): readonly Rectangle[] {
  if (count === 1) return [{ x: 0, y: 0, ...stage }];
  const candidates = Array.from({ length: count }, (_, index) => place(rowsOf(count, index + 1), stage));
  return candidates.reduce((best, next) => (worth(next, stage) > worth(best, stage) ? next : best));
}

/** Spreads the tiles over the rows as evenly as possible: 7 in 3 rows are 3, 2 and 2. */
function rowsOf(count: number, rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, row) => Math.ceil((count - row) / rows));
}

/**
 * Places rows of tiles in the middle of the stage. A row with fewer tiles comes first if its tiles are clearly wider; otherwise
 * all are equally wide.
 */
function place(rows: readonly number[], stage: Size): readonly Rectangle[] {
  const gap = gapOf(stage);
  const narrowest = isWide(stage) ? NARROWEST_ON_WIDE_STAGE : NARROWEST_ON_UPRIGHT_STAGE;
  const cell = (tiles: number) => (stage.width - (tiles - 1) * gap) / tiles;
  const height = Math.min(
    (stage.height - (rows.length - 1) * gap) / rows.length,
    cell(Math.max(...rows)) / narrowest,
  );
  const widthOf = (tiles: number) => Math.min(cell(tiles), height * WIDEST);
  const [narrow, wide] = [widthOf(Math.max(...rows)), widthOf(Math.min(...rows))];
  const alike = wide < narrow * CLEARLY_WIDER;
  const top = (stage.height - rows.length * height - (rows.length - 1) * gap) / 2;
  return (alike ? rows : [...rows].reverse()).flatMap((tiles, row) => {
    const width = alike ? narrow : widthOf(tiles);
    const left = (stage.width - tiles * width - (tiles - 1) * gap) / 2;
    return Array.from({ length: tiles }, (_, column) => ({
      x: left + column * (width + gap),
      y: top + row * (height + gap),
      width,
      height,
    }));
  });
}

/** The area of all tiles; less if some are much smaller than others, or if much of the pictures is cut off. */
function worth(tiles: readonly Rectangle[], stage: Size): number {
  const areas = tiles.map(({ width, height }) => width * height);
  const total = tiles.reduce((sum, { width, height }) => {
    const aspect = width / height;
    const uncut = Math.min(CAMERA_ASPECT / aspect, isWide(stage) ? aspect / CAMERA_ASPECT : 1);
    return sum + width * height * uncut ** 0.25;
  }, 0);
  return total * (Math.min(...areas) / Math.max(...areas)) ** 0.4;
}

function isWide({ width, height }: Size): boolean {
  return width > height;
}

interface Strip {
  /** Its extent across, and the greatest length of a tile along it. */
  readonly thickness: number;
  readonly longest: number;
  /** How many tiles fit into it. */
  readonly room: number;
}

function stripOf(stage: Size): Strip {
  const [across, along] = isWide(stage) ? [stage.width, stage.height] : [stage.height, stage.width];
  const thickness = Math.max(STRIP_MIN, Math.min(STRIP_MAX, across * STRIP_SHARE));
  const share = isWide(stage) ? STRIP_WIDE : STRIP_UPRIGHT;
  const shortest = thickness * share.shortest;
  const gap = gapOf(stage);
  return {
    thickness,
    longest: thickness * share.longest,
    room: Math.max(1, Math.floor((along + gap) / (shortest + gap))),
  };
}

function besideMain(count: number, stage: Size, main: number): readonly Rectangle[] {
  const gap = gapOf(stage);
  const { thickness, longest, room } = stripOf(stage);
  const others = Math.min(count - 1, room);
  const wide = isWide(stage);
  const along = wide ? stage.height : stage.width;
  const length = Math.min(longest, (along - (others - 1) * gap) / others);
  const start = (along - others * length - (others - 1) * gap) / 2;
  const large = wide
    ? { x: 0, y: 0, width: stage.width - thickness - gap, height: stage.height }
    : { x: 0, y: 0, width: stage.width, height: stage.height - thickness - gap };
  const small = Array.from({ length: others }, (_, index) => {
    const at = start + index * (length + gap);
    return wide
      ? { x: stage.width - thickness, y: at, width: thickness, height: length }
      : { x: at, y: stage.height - thickness, width: length, height: thickness };
  });
  const before = Math.min(main, others);
  return [...small.slice(0, before), large, ...small.slice(before)];
}
