import { expect, test } from 'vitest';
import { groupTitle, othersOf, ownSeconds, partText, recentGroups } from './groupCall';
import type { CallParticipant } from './useCallDetails';
import type { HistoryEntry } from './useHistory';

const CALL: HistoryEntry = {
  id: 'c1',
  kind: 'group',
  call_type: 'video',
  state: 'ended',
  created_at: '2026-01-31T12:00:00.000Z',
  duration_seconds: 60,
  direction: 'outgoing',
  participant_state: 'left',
  other_party: { id: 'bob', name: 'Bob', avatar_url: null },
  participants_count: 4,
};

function participant(userId: string, changes: Partial<CallParticipant> = {}): CallParticipant {
  return {
    userId,
    name: userId,
    avatarUrl: null,
    deviceId: null,
    state: 'left',
    joinedAt: null,
    leftAt: null,
    ...changes,
  };
}

test('a group call is named after the others', () => {
  const four = ['me', 'Bob', 'Carol', 'Dave', 'Erin'].map((name) => participant(name));
  expect(groupTitle(CALL, four, 'me')).toBe('Bob, Carol and 2 others');
  expect(othersOf([participant('me'), participant('gone', { name: null })], 'me')).toEqual([
    { id: 'gone', name: 'Unknown', avatarUrl: null },
  ]);
});

test('until the others are known, it is named after one of them', () => {
  expect(groupTitle(CALL, undefined, 'me')).toBe('Bob and 2 others');
  expect(groupTitle({ ...CALL, participants_count: 3 }, undefined, 'me')).toBe('Bob and 1 other');
  expect(groupTitle({ ...CALL, participants_count: 2 }, undefined, 'me')).toBe('Bob');
});

test('each participant has a time in the call, or a reason why there is none', () => {
  const now = Date.parse('2026-01-31T12:10:00.000Z');
  const times = { joinedAt: '2026-01-31T12:00:00.000Z', leftAt: '2026-01-31T12:01:05.000Z' };
  const texts = (['joined', 'reconnecting', 'ringing', 'declined', 'missed'] as const).map((state) =>
    partText(participant('bob', { state }), now),
  );
  expect(texts).toEqual(['in the call', 'in the call', 'ringing', 'declined', 'missed it']);
  expect(partText(participant('bob', times), now)).toBe('1:05');
  expect(partText(participant('bob', { ...times, leftAt: null }), now)).toBe('10:00');
  expect(partText(participant('bob'), now)).toBe('did not join');
});

test('this user’s own time counts, not the length of the call', () => {
  const now = Date.parse('2026-01-31T12:10:00.000Z');
  const own = participant('me', { joinedAt: '2026-01-31T12:09:00.000Z', leftAt: '2026-01-31T12:09:30.000Z' });
  expect(ownSeconds([participant('bob'), own], 'me', now)).toBe(30);
  expect(ownSeconds([{ ...own, leftAt: null }], 'me', now)).toBe(60);
  expect(ownSeconds([participant('me')], 'me', now)).toBeNull();
});

test('two calls of the same people are one recent group', () => {
  const group = (...ids: string[]) => ids.map((id) => participant(id));
  const groups = recentGroups(
    [group('me', 'a', 'b'), group('b', 'me', 'a'), group('me', 'a'), group('c', 'me', 'a')],
    'me',
  );
  expect(groups.map((people) => people.map(({ id }) => id))).toEqual([
    ['a', 'b'],
    ['c', 'a'],
  ]);
});
