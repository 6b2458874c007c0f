import { expect, test } from 'vitest';
import { recentPeople } from './recentPeople';
import type { HistoryEntry } from './useHistory';

const call = (name: string | null, kind: HistoryEntry['kind'] = 'direct'): HistoryEntry => ({
  id: 'c',
  kind,
  call_type: 'audio',
  state: 'ended',
  created_at: '2026-11-22T12:00:00.000Z',
  duration_seconds: 5,
  direction: 'outgoing',
  participant_state: 'left',
  other_party: name === null ? null : { id: name, name, avatar_url: null },
  participants_count: 2,
});

test('each person of a call of two is there once, the latest first', () => {
  const people = recentPeople([call('Rita'), call('Bob'), call('Rita'), call('Carol', 'group'), call(null)]);
  expect(people.map(({ name }) => name)).toEqual(['Rita', 'Bob']);
});
