import { expect, test } from 'vitest';
import type { InboundSample } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';
import type { ServerReception } from './ReceivedQuality';
import { ReceivedQuality } from './ReceivedQuality';
import type { Assignment } from './Slots';

const READY: readonly Assignment[] = [
  { mid: '0', userId: 'bob', kind: 'camera' },
  { mid: '1', userId: 'carol', kind: 'camera' },
  { mid: '2', userId: 'dave', kind: 'camera' },
];

/** Each section receives 100 packets a sample, and loses this share of them. */
function after(samples: number, losses: readonly number[], remedy: ServerReception['remedy'] = null) {
  const quality = new ReceivedQuality();
  let last: ServerReception | null = null;
  for (let n = 1; n <= samples; n += 1) {
    const sections = losses.map((loss, index) => {
      const lost = 100 * loss * n;
      return [`${index}`, { ...NOTHING_RECEIVED, packets: 100 * n - lost, lost }] as const;
    });
    const sample: InboundSample = { sections: new Map(sections), voices: new Map() };
    last = quality.update(sample, READY, remedy);
  }
  return last;
}

test('says nothing before it has measured for 4 s', () => {
  expect(after(7, [0, 0, 0])).toBeNull();
  expect(after(8, [0, 0, 0])).toEqual({ loss: 0, peers: new Map(), remedy: null });
});

test('what everybody loses is lost on the link of this device', () => {
  const reception = after(8, [0.2, 0.2, 0.2], 'smaller');
  expect(reception?.loss).toBeCloseTo(0.2);
  expect(reception?.peers.size).toBe(0);
  expect(reception?.remedy).toBe('smaller');
});

test('what one person loses is lost on the link of that person', () => {
  const reception = after(8, [0, 0.2, 0]);
  expect(reception?.loss).toBe(0);
  expect([...(reception?.peers ?? [])].map(([userId]) => userId)).toEqual(['carol']);
  expect(reception?.peers.get('carol')).toBeCloseTo(0.2);
});
