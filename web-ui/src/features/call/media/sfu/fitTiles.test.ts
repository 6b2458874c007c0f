import { describe, expect, test } from 'vitest';
import type { ShownTile } from '../../model/messages';
import { activeLayers, cameraLayers, LARGE_CAMERA } from './cameraLayers';
import { fitTiles } from './fitTiles';

const tile = (userId: string, height = 360): ShownTile => ({ userId, kind: 'camera', height });
const five = ['a', 'b', 'c', 'd', 'e'].map((id) => tile(id));

describe('the tiles', () => {
  const fit = (limit: number | null, tiles: readonly ShownTile[] = five) =>
    fitTiles(tiles, limit, LARGE_CAMERA).map(({ height }) => height);

  test('stay as the screen wants them if there is no limit', () => {
    expect(fit(null)).toEqual([360, 360, 360, 360, 360]);
  });

  test('all get a small picture before one gets a larger one', () => {
    expect(fit(1_000_000)).toEqual([180, 180, 180, 180, 180]);
    expect(fit(1_300_000)).toEqual([360, 180, 180, 180, 180]);
  });

  test('pause, the last first, if not even the smallest fit: voices come first', () => {
    expect(fit(420_000)).toEqual([180, 180, 0, 0, 0]);
    expect(fit(150_000)).toEqual([0, 0, 0, 0, 0]);
  });

  test('a paused tile stays paused, and none becomes larger than its place', () => {
    expect(fit(600_000, [tile('a', 90), tile('b', 0), tile('c', 720)])).toEqual([90, 0, 180]);
  });
});

describe('the layers of a camera', () => {
  const hd = cameraLayers({ height: { ideal: 720 } });
  test.each([
    [0, []],
    [90, ['m', 'l']],
    [360, ['m', 'l']],
    [361, ['h', 'm', 'l']],
    [720, ['h', 'm', 'l']],
    [2160, ['h', 'm', 'l']],
  ])('shown at %i', (height, rids) => {
    expect([...activeLayers(hd, height)]).toEqual(rids);
  });

  test('a small camera has two, because browsers do not encode more', () => {
    expect(cameraLayers({ height: { ideal: 480 } }).map(({ rid }) => rid)).toEqual(['h', 'm']);
  });
});
