import { describe, expect, test } from 'vitest';
import type { ShownTile } from '../../model/messages';
import { activeLayers, cameraLayers, LARGE_CAMERA } from './cameraLayers';
import type { LinkBudget } from './layerControl';
import { demandOf, fitTiles, nextBudget, NO_LIMIT } from './layerControl';
import type { ReceivedSecond } from './receivedSecond';

const tile = (userId: string, height = 360): ShownTile => ({ userId, kind: 'camera', height });
const five = ['a', 'b', 'c', 'd', 'e'].map((id) => tile(id));
const demand = demandOf(five, LARGE_CAMERA);
const second = (change: Partial<ReceivedSecond>): ReceivedSecond => ({
  bitrate: 1_000_000,
  loss: 0,
  freezes: 0,
  delay: 0,
  ...change,
});
const after = (budget: LinkBudget, ...seconds: ReceivedSecond[]) =>
  seconds.reduce((now, next) => nextBudget(now, next, demand), budget);
const times = (count: number, change: Partial<ReceivedSecond>) =>
  Array<ReceivedSecond>(count).fill(second(change));
const good = (count: number) => times(count, {});

describe('what the link can bear', () => {
  test('has no limit while all is well', () => {
    expect(after(NO_LIMIT, ...good(60)).limit).toBeNull();
  });

  test.each([second({ loss: 0.1 }), second({ delay: 400, freezes: 1 })])(
    'falls at once to small pictures for everybody',
    (bad) => {
      expect(after(NO_LIMIT, bad).limit).toBe(demand.least);
    },
  );

  test('falls below what was received if that was more than small pictures take', () => {
    expect(after(NO_LIMIT, second({ loss: 0.1, bitrate: 2_000_000 })).limit).toBe(1_400_000);
  });

  test('falls below small pictures when much is still lost with them, two seconds later', () => {
    const small = after(NO_LIMIT, second({ loss: 0.4 }), second({ loss: 0.4 }));
    expect(small.limit).toBe(demand.least);
    expect(after(small, second({ loss: 0.1, bitrate: 800_000 })).limit).toBe(560_000);
    expect(after(small, ...times(12, { loss: 0.5, bitrate: 100_000 })).limit).toBe(200_000);
  });

  test('is not lowered by delay alone, and rises in spite of it', () => {
    const late = times(10, { delay: 400 });
    expect(after(NO_LIMIT, ...late).limit).toBeNull();
    expect(after(NO_LIMIT, second({ loss: 0.2 }), ...late).limit).toBeNull();
  });

  test('does not pause pictures because they freeze and are late: the device may be busy', () => {
    expect(after(NO_LIMIT, ...times(30, { delay: 600, freezes: 3 })).limit).toBe(demand.least);
  });

  test('rises again although packets are lost, if smaller pictures changed nothing', () => {
    const steady = times(30, { loss: 0.1 });
    expect(after(NO_LIMIT, ...steady).limit).toBeNull();
    const worse = after(NO_LIMIT, ...steady, second({ loss: 0.3 }));
    expect(worse.limit).toBe(demand.least);
  });

  test('rises after 5 good seconds, and is unlimited again within 15 s', () => {
    const low = after(NO_LIMIT, second({ loss: 0.2 }));
    expect(after(low, ...good(4)).limit).toBe(demand.least);
    expect(after(low, ...good(5)).limit).toBeCloseTo(demand.least * 1.6);
    expect(after(low, ...good(15)).limit).toBeNull();
  });

  test('is unlimited within 15 s even after everything was paused', () => {
    const least = after(NO_LIMIT, ...times(12, { loss: 0.5, bitrate: 100_000 }));
    expect(after(least, ...good(15)).limit).toBeNull();
  });

  test('waits longer after a rise that was too much', () => {
    const low = after(NO_LIMIT, second({ loss: 0.2 }), ...good(5), second({ loss: 0.2 }));
    const limit = low.limit ?? 0;
    expect(after(low, ...good(9)).limit).toBe(limit);
    expect(after(low, ...good(10)).limit).toBeGreaterThan(limit);
  });

  test('a second that is neither good nor bad starts the wait anew', () => {
    const low = after(NO_LIMIT, second({ loss: 0.2 }));
    expect(after(low, ...good(4), second({ loss: 0.03 }), ...good(4)).limit).toBe(demand.least);
  });
});

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
    expect(fit(520_000)).toEqual([180, 180, 0, 0, 0]);
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
    [90, ['l']],
    [180, ['l']],
    [360, ['m', 'l']],
    [720, ['h', 'm', 'l']],
    [2160, ['h', 'm', 'l']],
  ])('shown at %i', (height, rids) => {
    expect([...activeLayers(hd, height)]).toEqual(rids);
  });

  test('a small camera has two, because browsers do not encode more', () => {
    expect(cameraLayers({ height: { ideal: 480 } }).map(({ rid }) => rid)).toEqual(['h', 'm']);
  });
});
