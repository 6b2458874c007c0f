import { describe, expect, test } from 'vitest';
import type { Inbound } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';
import { receivedBetween } from './received';

const before = { sections: new Map<string, Inbound>(), voices: new Map() };
const lossOf = (...sections: [packets: number, lost: number][]) =>
  receivedBetween(
    before,
    {
      sections: new Map(
        sections.map(([packets, lost], index) => [String(index), { ...NOTHING_RECEIVED, packets, lost }]),
      ),
      voices: new Map(),
    },
    1000,
    0,
  ).loss;

describe('the loss of the link', () => {
  test('is that of all sections together', () => {
    expect(lossOf([90, 10], [40, 10], [50, 0])).toBeCloseTo(0.1);
  });

  test('is none if only one sender of several is lossy: that is the link of this sender', () => {
    expect(lossOf([60, 40], [50, 0], [50, 0], [50, 0])).toBe(0);
  });

  test('ignores sections that carry almost nothing', () => {
    expect(lossOf([0, 1], [1, 1], [50, 0])).toBe(0);
    expect(lossOf()).toBe(0);
  });
});

test('counts what was received between the samples', () => {
  const one = { ...NOTHING_RECEIVED, bytes: 1000, packets: 10 };
  const sample = (section: Inbound) => ({ sections: new Map([['0', section]]), voices: new Map() });
  const later = { ...one, bytes: 26_000, packets: 60 };
  expect(receivedBetween(sample(one), sample(later), 500, 7)).toEqual({
    seconds: 0.5,
    bitrate: 400_000,
    loss: 0,
    delay: 7,
  });
});
