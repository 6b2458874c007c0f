import { expect, test } from 'vitest';
import { VoiceDelay } from './VoiceDelay';

/** Half a second after the other: [packets, when the last one arrived]. */
const measure = (...samples: Record<string, [packets: number, lastAt: number]>[]) => {
  const delay = new VoiceDelay();
  return samples.map((voices) =>
    delay.update(
      new Map(Object.entries(voices).map(([mid, [packets, lastAt]]) => [mid, { packets, lastAt }])),
    ),
  );
};

test('a voice that arrives steadily is not late', () => {
  expect(measure({ a: [25, 500] }, { a: [50, 1000] }, { a: [75, 1500] })).toEqual([0, 0, 0]);
});

test('a growing queue shows before anything is lost, and an empty one ends it', () => {
  const [, first = 0, second = 0, third] = measure(
    { a: [25, 500] },
    { a: [45, 1000] },
    { a: [65, 1500] },
    { a: [100, 2000] },
  );
  expect(first).toBe(100);
  expect(second).toBeGreaterThan(190);
  expect(third).toBe(0);
});

test('a queue delays all voices: if only one is late, its sender is', () => {
  expect(measure({ a: [25, 500], b: [25, 500] }, { a: [40, 1000], b: [50, 1000] }).at(-1)).toBe(0);
});

test('a muted microphone is not late when it speaks again, nor is another voice in the same section', () => {
  expect(measure({ a: [25, 500] }, { a: [25, 500] }, { a: [35, 9000] })).toEqual([0, 0, 0]);
  expect(measure({ a: [25, 500] }, { a: [900, 1000] })).toEqual([0, 0]);
});

test('a delay that stays is the way itself after a while', () => {
  const samples = Array.from({ length: 80 }, (_, i): Record<string, [number, number]> => ({
    a: [25 * i, 500 * i + (i > 2 ? 200 : 0)],
  }));
  expect(measure(...samples).at(4)).toBeGreaterThan(150);
  expect(measure(...samples).at(-1)).toBeLessThan(20);
});
