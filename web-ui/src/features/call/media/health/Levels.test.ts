import { expect, test } from 'vitest';
import type { WeakLink } from '../../model/model';
import type { Measured } from './Levels';
import { Levels } from './Levels';

const WEAK: WeakLink = { bars: 2, remedy: null };
const BAD: WeakLink = { bars: 1, remedy: null };

function bars(levels: Levels, measured: Measured | null, at: number): number | undefined {
  return levels.update(new Map(measured ? [['bob', measured]] : []), at).get('bob')?.bars;
}

test('a link that becomes worse is shown at once', () => {
  const levels = new Levels();
  expect(bars(levels, null, 0)).toBeUndefined();
  expect(bars(levels, WEAK, 500)).toBe(2);
  expect(bars(levels, BAD, 1000)).toBe(1);
});

test('a link that becomes better is shown after 4 s without trouble', () => {
  const levels = new Levels();
  bars(levels, BAD, 0);
  expect(bars(levels, null, 3900)).toBe(1);
  expect(bars(levels, WEAK, 4000)).toBe(2);
  expect(bars(levels, null, 7900)).toBe(2);
  expect(bars(levels, null, 8000)).toBeUndefined();
});

test('a link that goes up and down stays what it is', () => {
  const levels = new Levels();
  const shown = [WEAK, null, WEAK, null, 'unclear' as const, null].map((measured, index) =>
    bars(levels, measured, index * 3000),
  );
  expect(shown).toEqual([2, 2, 2, 2, 2, 2]);
});

test('what is unclear makes no good link weak', () => {
  expect(bars(new Levels(), 'unclear', 0)).toBeUndefined();
});

test('a remedy stays named while the link is weak', () => {
  const levels = new Levels();
  levels.update(new Map([['own', { bars: 2, remedy: 'smaller' }]]), 0);
  expect(levels.update(new Map([['own', WEAK]]), 500).get('own')).toEqual({ bars: 2, remedy: 'smaller' });
});
