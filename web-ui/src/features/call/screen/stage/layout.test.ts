import { describe, expect, test } from 'vitest';
import type { Rectangle, Size } from './layout';
import { gapOf, layoutTiles, pageSize } from './layout';

const STAGES = {
  desktop: { width: 1440, height: 760 },
  laptop: { width: 1024, height: 600 },
  phone: { width: 374, height: 660 },
  'small phone': { width: 304, height: 420 },
  'phone on its side': { width: 828, height: 262 },
} as const satisfies Record<string, Size>;

const counts = Array.from({ length: 32 }, (_, index) => index + 1);
const area = (tiles: readonly Rectangle[]) =>
  tiles.reduce((sum, { width, height }) => sum + width * height, 0);

function overlap(one: Rectangle, other: Rectangle): boolean {
  const apart = 0.001;
  return (
    one.x + one.width > other.x + apart &&
    other.x + other.width > one.x + apart &&
    one.y + one.height > other.y + apart &&
    other.y + other.height > one.y + apart
  );
}

function expectTidy(tiles: readonly Rectangle[], stage: Size): void {
  for (const [index, { x, y, width, height }] of tiles.entries()) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.001);
    expect(x + width).toBeLessThanOrEqual(stage.width + 0.001);
    expect(y + height).toBeLessThanOrEqual(stage.height + 0.001);
    expect(tiles.slice(index + 1).filter((other) => overlap({ x, y, width, height }, other))).toEqual([]);
  }
}

describe.each(Object.entries(STAGES))('on a %s', (_, stage) => {
  test('a grid of up to 32 tiles stays on the stage', () => {
    for (const count of counts) {
      const tiles = layoutTiles(count, stage, null);
      expect(tiles).toHaveLength(count);
      expectTidy(tiles, stage);
    }
  });

  test('a main tile and the strip beside it stay on the stage', () => {
    for (const count of counts) {
      const tiles = layoutTiles(count, stage, 0);
      expect(tiles.length).toBeLessThanOrEqual(count);
      expectTidy(tiles, stage);
      expect(tiles[0]?.width).toBe(Math.max(...tiles.map(({ width }) => width)));
    }
  });

  test('a full page and the user’s own tile find room', () => {
    for (const main of [null, 0]) {
      const count = pageSize(stage, main !== null) + 1;
      expect(layoutTiles(count, stage, main)).toHaveLength(count);
    }
  });
});

test('little of the stage stays empty', () => {
  for (const count of [1, 2, 3, 4, 5, 6, 9, 10]) {
    const desktop =
      area(layoutTiles(count, STAGES.desktop, null)) / area([{ x: 0, y: 0, ...STAGES.desktop }]);
    expect([count, desktop > 0.7]).toEqual([count, true]);
  }
  for (const count of [1, 2, 3, 4, 5]) {
    const phone = area(layoutTiles(count, STAGES.phone, null)) / area([{ x: 0, y: 0, ...STAGES.phone }]);
    expect([count, phone > 0.85]).toEqual([count, true]);
  }
});

test('two are side by side on a wide stage, and one above the other on an upright one', () => {
  const [left, right] = layoutTiles(2, STAGES.desktop, null);
  expect([left?.y, (left?.x ?? 0) < (right?.x ?? 0)]).toEqual([right?.y, true]);
  const [upper, lower] = layoutTiles(2, STAGES.phone, null);
  expect([upper?.x, (upper?.y ?? 0) < (lower?.y ?? 0)]).toEqual([lower?.x, true]);
});

test('the result follows the order of the tiles, also around the main one', () => {
  const tiles = layoutTiles(4, STAGES.desktop, 2);
  expect(tiles.map(({ x }) => x > 0)).toEqual([true, true, false, true]);
  expect((tiles[0]?.y ?? 0) < (tiles[1]?.y ?? 0) && (tiles[1]?.y ?? 0) < (tiles[3]?.y ?? 0)).toBe(true);
});

test('a row with fewer tiles comes first if its tiles are larger, so that the last tile is not the largest', () => {
  const widths = (count: number, stage: Size) =>
    layoutTiles(count, stage, null).map(({ width }) => Math.round(width));
  const [first = 0, , , , last = 0] = widths(5, STAGES.phone);
  expect(first).toBeGreaterThan(last);
  expect(new Set(widths(3, STAGES.desktop)).size).toBe(1);
});

test('tiles are 8 px apart on a phone, and 12 px elsewhere', () => {
  expect(Object.values(STAGES).map(gapOf)).toEqual([12, 12, 8, 8, 8]);
});

test('a phone shows four others at most, everything else nine', () => {
  expect(Object.values(STAGES).map((stage) => pageSize(stage, false))).toEqual([9, 9, 4, 4, 4]);
});

test('there is nothing to place without tiles or without a stage', () => {
  expect(layoutTiles(0, STAGES.desktop, null)).toEqual([]);
  expect(layoutTiles(3, { width: 0, height: 0 }, null)).toEqual([]);
});
