import { expect, test } from 'vitest';
import type { LinkBudget } from './linkBudget';
import { nextBudget, NO_LIMIT } from './linkBudget';
import type { Received } from './received';

/** Of five tiles, and of five small ones. */
const demand = { wanted: 2_450_000, least: 700_000 };
const second = (change: Partial<Received>): Received => ({
  seconds: 1,
  bitrate: 900_000,
  loss: 0,
  delay: 0,
  ...change,
});
const after = (budget: LinkBudget, ...seconds: Received[]) =>
  seconds.reduce((now, next) => nextBudget(now, next, demand), budget);
const times = (count: number, change: Partial<Received>) => Array<Received>(count).fill(second(change));
const good = (count: number) => times(count, {});
/** The link was full at 900 kbit/s. */
const low = after(NO_LIMIT, second({ loss: 0.3 }));

test('there is no limit while all is well', () => {
  expect(after(NO_LIMIT, ...good(60)).limit).toBeNull();
});

test('heavy loss makes all pictures small at once, also a second after the first loss', () => {
  expect(low.limit).toBe(demand.least);
  const first = after(NO_LIMIT, second({ loss: 0.1, bitrate: 2_000_000 }));
  expect(first.limit).toBe(1_700_000);
  expect(after(first, second({ loss: 0.3, bitrate: 1_500_000 })).limit).toBe(demand.least);
});

test('the limit falls before anything is lost, when packets are late twice in a row', () => {
  const late = { delay: 150, bitrate: 2_000_000 };
  expect(after(NO_LIMIT, second(late)).limit).toBeNull();
  expect(after(NO_LIMIT, second(late), second({}), second(late)).limit).toBeNull();
  expect(after(NO_LIMIT, ...times(2, late)).limit).toBe(1_700_000);
});

test('pictures are paused when much is still lost three seconds after all are small, and less arrives than they take', () => {
  const small = after(NO_LIMIT, ...times(3, { loss: 0.4 }));
  expect(small.limit).toBe(demand.least);
  expect(after(small, second({ loss: 0.4, bitrate: 500_000 })).limit).toBe(425_000);
  expect(after(small, second({ loss: 0.4, bitrate: 900_000 })).limit).toBe(demand.least);
  expect(after(small, ...times(12, { loss: 0.5, bitrate: 100_000 })).limit).toBe(200_000);
});

test('late packets alone pause no picture, but nothing rises meanwhile', () => {
  expect(after(NO_LIMIT, ...times(30, { delay: 600 })).limit).toBe(demand.least);
});

test('the limit rises although packets are lost, if smaller pictures changed nothing', () => {
  const steady = times(40, { loss: 0.1 });
  expect(after(NO_LIMIT, ...steady).limit).toBeNull();
  expect(after(NO_LIMIT, ...steady, second({ loss: 0.4 })).limit).toBe(demand.least);
});

test('loss that comes with a queue is not taken for constant', () => {
  const full = { loss: 0.25, delay: 300, bitrate: 500_000 };
  expect(after(low, ...times(4, full)).limit).toBe(425_000);
});

test('after 5 good seconds, pictures rise to what the link has carried; beyond that, after 7', () => {
  const carried = after(NO_LIMIT, second({ loss: 0.3, bitrate: 1_300_000 }));
  expect(after(carried, ...good(4)).limit).toBe(demand.least);
  expect(after(carried, ...good(5)).limit).toBe(1_050_000);
  expect(after(low, ...good(6)).limit).toBe(demand.least);
  expect(after(low, ...good(7)).limit).toBe(1_050_000);
});

test('once a trial has gone well, there is no limit any more within 4 s', () => {
  expect(after(low, ...good(7 + 3)).limit).toBeNull();
});

test('a trial that was too much ends with the first late packets, at the limit before it', () => {
  const trial = after(low, ...good(7));
  const failed = after(trial, second({ delay: 150, bitrate: 950_000 }));
  expect(failed.limit).toBe(demand.least);
  expect(after(failed, ...good(6)).limit).toBe(demand.least);
  expect(after(failed, ...good(7)).limit).toBe(1_050_000);
});

test('a second that is neither good nor bad starts the wait anew', () => {
  expect(after(low, ...good(6), second({ loss: 0.03 }), ...good(6)).limit).toBe(demand.least);
  expect(after(low, ...good(6), second({ delay: 70 }), ...good(6)).limit).toBe(demand.least);
});

test('within 15 s of better times, there is no limit even after everything was paused', () => {
  const paused = after(NO_LIMIT, ...times(12, { loss: 0.5, bitrate: 100_000 }));
  expect(after(paused, ...good(15)).limit).toBeNull();
});
