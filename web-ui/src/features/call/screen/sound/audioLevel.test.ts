import { expect, test } from 'vitest';
import { loudness } from './audioLevel';

const tone = (amplitude: number) =>
  Uint8Array.from({ length: 512 }, (_, index) => 128 + Math.round(amplitude * 127 * Math.sin(index / 5)));

test('silence has no level', () => {
  expect(loudness(tone(0))).toBe(0);
  expect(loudness(new Uint8Array())).toBe(0);
});

test('a louder tone has a higher level, up to 1', () => {
  const levels = [0.02, 0.1, 0.3, 1].map((amplitude) => loudness(tone(amplitude)));
  expect(levels).toEqual([...levels].sort((one, other) => one - other));
  expect(levels[0]).toBeGreaterThan(0);
  expect(levels.at(-1)).toBe(1);
});
