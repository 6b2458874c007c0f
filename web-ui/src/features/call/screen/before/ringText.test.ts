import { describe, expect, test } from 'vitest';
import type { Ringing } from '../../model/model';
import type { Peer, Peers } from '../../model/peers';
import { alertText, companyText, kindText } from './ringText';

function roster(states: Record<string, Peer['state']>): Peers {
  return new Map(
    Object.entries(states).map(([id, state]) => [
      id,
      {
        person: { id, name: id },
        state,
        media: { audio: true, video: true, screen: false },
        handRaised: false,
        joinedAt: null,
      },
    ]),
  );
}

function ring(states: Record<string, Peer['state']>, changes: Partial<Ringing> = {}): Ringing {
  return {
    callId: 'c1',
    caller: { id: 'Alice', name: 'Alice' },
    media: 'video',
    peers: roster({ Alice: 'joined', ...states }),
    inviter: null,
    callWaiting: false,
    transfer: false,
    ...changes,
  };
}

describe('an incoming call', () => {
  test('of two says only what it is', () => {
    expect(kindText(ring({}))).toBe('Video call');
    expect(kindText(ring({}, { media: 'audio' }))).toBe('Audio call');
    expect(companyText(ring({}))).toBeNull();
  });

  test('of a group says who is in it already', () => {
    expect(kindText(ring({ Bob: 'ringing' }, { media: 'audio' }))).toBe('Group audio call');
    expect(companyText(ring({ Bob: 'joined', Carol: 'ringing' }))).toBe('Bob is in the call');
    expect(companyText(ring({ Bob: 'joined', Carol: 'reconnecting' }))).toBe('Bob and Carol are in the call');
  });

  test('of a group says who else rings while only the caller is in it', () => {
    expect(companyText(ring({ Bob: 'ringing', Carol: 'ringing' }))).toBe('With Bob and Carol');
    expect(companyText(ring({ Bob: 'left' }))).toBeNull();
  });

  test('names the person who invites, if that is not the caller', () => {
    const bob = { id: 'Bob', name: 'Bob' };
    expect(companyText(ring({ Bob: 'joined' }, { inviter: bob }))).toBe(
      'Bob invites you. Bob is in the call',
    );
    expect(companyText(ring({ Bob: 'left' }, { inviter: bob }))).toBe('Bob invites you.');
  });
});

test('a hand-off names the people in the call', () => {
  expect(alertText(ring({}, { transfer: true }))).toBe('Continue the call with Alice here?');
  expect(alertText(ring({ Bob: 'joined', Carol: 'left' }, { transfer: true }))).toBe(
    'Continue the call with Alice and Bob here?',
  );
  expect(alertText(ring({}))).toBe('Alice is calling…');
});
