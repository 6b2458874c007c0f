import { expect, test } from 'vitest';
import { isMissed, summary } from './callText';
import type { HistoryEntry } from './useHistory';

const CALL: HistoryEntry = {
  id: 'c1',
  kind: 'direct',
  call_type: 'video',
  state: 'ended',
  created_at: '2026-01-31T12:00:00.000Z',
  duration_seconds: 65,
  direction: 'incoming',
  participant_state: 'left',
  other_party: { id: 'bob', name: 'Bob', avatar_url: null },
  participants_count: 2,
};

test('a call of two is summed up by its duration, or by why it has none', () => {
  expect(summary(CALL, 65)).toBe('Video, 1:05');
  expect(summary({ ...CALL, call_type: 'audio', state: 'cancelled' }, null)).toBe('Audio, missed');
  expect(summary({ ...CALL, direction: 'outgoing', state: 'missed' }, null)).toBe('Video, not answered');
  expect(summary({ ...CALL, direction: 'outgoing', state: 'cancelled' }, null)).toBe('Video, cancelled');
  expect(summary({ ...CALL, state: 'connected' }, null)).toBe('Video, in progress');
});

test('a group call is missed by each who was not in it, however it ended', () => {
  const group = { ...CALL, kind: 'group' } as const;
  expect(isMissed({ ...group, participant_state: 'missed' })).toBe(true);
  expect(isMissed({ ...group, state: 'cancelled', participant_state: 'left' })).toBe(false);
  expect(summary({ ...group, participant_state: 'missed' }, null)).toBe('Video, missed');
  expect(summary({ ...group, state: 'connected', participant_state: 'missed' }, null)).toBe(
    'Video, missed, in progress',
  );
  expect(summary({ ...group, participant_state: 'declined' }, null)).toBe('Video, declined');
});
