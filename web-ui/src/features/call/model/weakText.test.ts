import { expect, test } from 'vitest';
import type { CallPhase, WeakLink } from './model';
import { weakestOf, weakText } from './weakText';
import { onePeer } from './peers';

const TWO: CallPhase & { kind: 'active' } = {
  kind: 'active',
  callId: 'c1',
  version: 1,
  peers: onePeer({ id: 'bob', name: 'Bob' }, 'joined', 'video'),
  media: 'video',
  isGroup: false,
  topology: 'p2p',
  room: null,
  joinedAt: null,
  isInitiator: true,
  since: 0,
  problem: null,
  handRaised: false,
  handOff: null,
};
const GROUP = { ...TWO, isGroup: true, topology: 'sfu' as const };
const WEAK: WeakLink = { bars: 2, remedy: null };
const BAD: WeakLink = { bars: 1, remedy: 'audioOnly' };

const text = (phase: CallPhase, links: Record<string, WeakLink>) =>
  weakText(phase, { weakLinks: new Map(Object.entries(links)) });

test('in a call of two, the text names the side and what is done about it', () => {
  expect(text(TWO, {})).toBe('');
  expect(text(TWO, { own: WEAK })).toBe('Your connection is weak. Bob may not hear you well.');
  expect(text(TWO, { own: { bars: 2, remedy: 'smaller' } })).toBe(
    'Your connection is weak. Your picture is sent smaller for now.',
  );
  expect(text(TWO, { own: BAD })).toBe('Your connection is weak. Only your sound is sent for now.');
  expect(text(TWO, { bob: WEAK })).toBe('Bob’s connection is weak. Bob may sound broken up.');
  expect(text(TWO, { own: WEAK, bob: WEAK })).toBe('The connection between you and Bob is weak.');
});

test('in a group, it is about this device; the tiles show the others', () => {
  expect(text(GROUP, { bob: WEAK })).toBe('');
  expect(text(GROUP, { own: { bars: 2, remedy: 'smaller' } })).toBe(
    'Your connection is weak. Pictures are smaller for now.',
  );
  expect(text(GROUP, { own: BAD })).toBe(
    'Your connection is weak. Some pictures are paused, so that the sound goes on.',
  );
  expect(text({ ...GROUP, topology: 'mesh' }, { own: WEAK })).toBe(
    'Your connection is weak. The others may not hear you well.',
  );
});

test('the signal bars beside the text are those of the worst link that it speaks of', () => {
  const weakLinks = new Map([
    ['own', WEAK],
    ['bob', BAD],
  ]);
  expect(weakestOf(TWO, { weakLinks })?.bars).toBe(1);
  expect(weakestOf(GROUP, { weakLinks })?.bars).toBe(2);
});
