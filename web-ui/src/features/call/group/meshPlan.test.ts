import { expect, test } from 'vitest';
import type { CallPhase } from '../model/model';
import type { Peer } from '../model/peers';
import { planMesh } from './meshPlan';

type Active = CallPhase & { kind: 'active' };

/** A call that Bob joined first, then Mia, then Zoe. */
function groupOf(joinedAt: number, states: Partial<Record<string, Peer['state']>> = {}): Active {
  const peers = ['bob', 'mia', 'zoe'].map((id, index): [string, Peer] => [
    id,
    {
      person: { id, name: id },
      state: states[id] ?? 'joined',
      media: { audio: true, video: true, screen: false },
      handRaised: false,
      joinedAt: index,
    },
  ]);
  return {
    kind: 'active',
    callId: 'c1',
    version: 1,
    peers: new Map(peers),
    media: 'video',
    isGroup: true,
    topology: 'mesh',
    room: null,
    joinedAt,
    isInitiator: false,
    since: 0,
    problem: null,
    handRaised: false,
    handOff: null,
  };
}

test('the one who joins last offers to everybody', () => {
  expect(planMesh(groupOf(9), 'me', [])).toEqual({ offer: ['bob', 'mia', 'zoe'], expect: [], close: [] });
});

test('those who were there wait for the offers of those who come', () => {
  expect(planMesh(groupOf(0.5), 'me', [])).toEqual({ offer: ['bob'], expect: ['mia', 'zoe'], close: [] });
});

test('of two who joined at the same instant, the one with the larger id offers', () => {
  expect(planMesh(groupOf(1), 'zzz', ['bob', 'zoe']).offer).toEqual(['mia']);
  expect(planMesh(groupOf(1), 'aaa', ['bob', 'zoe']).expect).toEqual(['mia']);
});

test('a connection to somebody who has left is closed; one who reconnects keeps it', () => {
  const phase = groupOf(9, { bob: 'left', mia: 'reconnecting' });
  expect(planMesh(phase, 'me', ['bob', 'mia', 'zoe'])).toEqual({ offer: [], expect: [], close: ['bob'] });
});

test('nobody who rings is connected', () => {
  expect(planMesh(groupOf(9, { zoe: 'ringing' }), 'me', []).offer).toEqual(['bob', 'mia']);
});

test('the media server needs no direct connections', () => {
  const phase: Active = { ...groupOf(9), topology: 'sfu' };
  expect(planMesh(phase, 'me', ['mia'])).toEqual({ offer: [], expect: [], close: [] });
});
