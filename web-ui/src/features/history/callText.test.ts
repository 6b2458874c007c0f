import { expect, test } from 'vitest';
import { isMissed, mediaText, outcome } from './callText';
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
  expect(outcome(CALL, 65)).toBe('1:05');
  expect(outcome({ ...CALL, call_type: 'audio', state: 'cancelled' }, null)).toBe('missed');
  expect(outcome({ ...CALL, direction: 'outgoing', state: 'missed' }, null)).toBe('not answered');
  expect(outcome({ ...CALL, direction: 'outgoing', state: 'cancelled' }, null)).toBe('cancelled');
  expect(outcome({ ...CALL, state: 'connected' }, null)).toBe('in progress');
});

test('a call is one with video or with audio only', () => {
  expect(mediaText(CALL)).toBe('Video');
  expect(mediaText({ ...CALL, call_type: 'audio' })).toBe('Audio');
});

test('a group call is missed by each who was not in it, however it ended', () => {
  const group = { ...CALL, kind: 'group' } as const;
  expect(isMissed({ ...group, participant_state: 'missed' })).toBe(true);
  expect(isMissed({ ...group, state: 'cancelled', participant_state: 'left' })).toBe(false);
  expect(outcome({ ...group, participant_state: 'missed' }, null)).toBe('missed');
  expect(outcome({ ...group, state: 'connected', participant_state: 'missed' }, null)).toBe(
    'missed, in progress',
  );
  expect(outcome({ ...group, participant_state: 'declined' }, null)).toBe('declined');
});
