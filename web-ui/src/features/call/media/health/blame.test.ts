import { describe, expect, test } from 'vitest';
import type { Reading } from './blame';
import { blame } from './blame';

const GOOD: Reading = { lossIn: 0, lossOut: 0, remedy: null };

function blamed(readings: Record<string, Partial<Reading>>): object {
  const all = Object.entries(readings).map(([peer, reading]) => [peer, { ...GOOD, ...reading }] as const);
  return Object.fromEntries(blame(new Map(all)));
}

test('before anything was measured, nobody is to blame', () => {
  expect(blamed({})).toEqual({});
});

describe('with one peer, the sender of what is lost is to blame', () => {
  test.each([
    ['nobody', {}, {}],
    ['the peer', { lossIn: 0.12 }, { bob: { bars: 2, remedy: null } }],
    ['the peer, badly', { lossIn: 0.3 }, { bob: { bars: 1, remedy: null } }],
    ['this device', { lossOut: 0.12 }, { own: { bars: 2, remedy: null } }],
    [
      'both',
      { lossIn: 0.12, lossOut: 0.3 },
      { own: { bars: 1, remedy: null }, bob: { bars: 2, remedy: null } },
    ],
    [
      'this device, whose picture is smaller',
      { remedy: 'smaller' as const },
      { own: { bars: 2, remedy: 'smaller' } },
    ],
    [
      'this device, which sends no picture',
      { remedy: 'audioOnly' as const },
      { own: { bars: 1, remedy: 'audioOnly' } },
    ],
    ['nobody for sure', { lossIn: 0.07 }, { bob: 'unclear' }],
  ])('%s', (_, reading, expected) => {
    expect(blamed({ bob: reading })).toEqual(expected);
  });
});

describe('with several peers', () => {
  test('what all connections have in common is the link of this device', () => {
    expect(blamed({ bob: { lossIn: 0.15 }, carol: { lossOut: 0.3 } })).toEqual({
      own: { bars: 2, remedy: null },
    });
  });

  test('what only one connection has is the link of that peer', () => {
    expect(blamed({ bob: { lossOut: 0.25 }, carol: {} })).toEqual({ bob: { bars: 1, remedy: null } });
    expect(blamed({ bob: { remedy: 'smaller' }, carol: {} })).toEqual({});
  });

  test('a smaller picture for everybody comes from the link of this device', () => {
    expect(blamed({ bob: { remedy: 'smaller' }, carol: { remedy: 'smaller' } })).toEqual({
      own: { bars: 2, remedy: 'smaller' },
    });
  });
});
