import { expect, test } from 'vitest';
import type { CallDetails, CallParticipant } from '../useCallDetails';
import { callFacts } from './callFacts';

const BEGAN = new Date(2026, 10, 22, 9, 5);
const NOW = new Date(2026, 10, 22, 12).getTime();
const after = (seconds: number) => new Date(BEGAN.getTime() + seconds * 1000).toISOString();

const part = (userId: string, change: Partial<CallParticipant> = {}): CallParticipant => ({
  userId,
  name: userId,
  avatarUrl: null,
  deviceId: 'd',
  state: 'left',
  joinedAt: after(5),
  leftAt: after(70),
  ...change,
});

const CALL: CallDetails = {
  id: 'c1',
  kind: 'direct',
  call_type: 'video',
  state: 'ended',
  created_at: BEGAN.toISOString(),
  connected_at: after(5),
  ended_at: after(70),
  end_reason: 'ended',
  duration_seconds: 65,
  direction: 'outgoing',
  participant_state: 'left',
  other_party: { id: 'bob', name: 'Bob', avatar_url: null },
  participants_count: 2,
  participants: [part('me'), part('bob')],
};

const text = (change: Partial<CallDetails>, label: string) =>
  callFacts({ ...CALL, ...change }, 'me', NOW).find((fact) => fact.label === label)?.text;

test('a call says what it was, when, for how long and how it ended', () => {
  expect(callFacts(CALL, 'me', NOW).map(({ label }) => label)).toEqual([
    'Call',
    'When',
    'You were in it for',
    'How it ended',
  ]);
  expect(text({}, 'Call')).toBe('Outgoing video call');
  expect(text({}, 'When')).toMatch(/^Today, 0?9:05/);
  expect(text({}, 'You were in it for')).toBe('1:05');
  expect(text({}, 'How it ended')).toBe('Somebody hung up');
});

test('a call that was not answered has no duration, and each side reads its own reason', () => {
  const missed = {
    state: 'missed',
    end_reason: 'no_answer',
    participants: [part('me', { joinedAt: null }), part('bob', { joinedAt: null })],
  } as const;
  expect(text({ ...missed, participants: [...missed.participants] }, 'You were in it for')).toBeUndefined();
  expect(text({ state: 'missed', end_reason: 'no_answer' }, 'How it ended')).toBe('Nobody answered');
  expect(text({ state: 'missed', end_reason: 'no_answer', direction: 'incoming' }, 'Call')).toBe(
    'Missed video call',
  );
  expect(text({ state: 'missed', end_reason: 'no_answer', direction: 'incoming' }, 'How it ended')).toBe(
    'You did not answer',
  );
  expect(text({ end_reason: 'cancelled', state: 'cancelled' }, 'How it ended')).toBe(
    'You cancelled before it was answered',
  );
});

test('a group call that this user declined ended with that', () => {
  expect(text({ kind: 'group', participant_state: 'declined' }, 'How it ended')).toBe('You declined');
  expect(text({ kind: 'group', direction: 'incoming' }, 'Call')).toBe('Incoming group video call');
});

test('a live call has not ended', () => {
  expect(text({ state: 'connected' }, 'Now')).toBe('It is in progress');
  expect(text({ state: 'connected' }, 'How it ended')).toBeUndefined();
});
