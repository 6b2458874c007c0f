import { formatDuration } from '../../lib/time';
import type { Person } from '../../lib/person';
import type { HistoryEntry } from './useHistory';

export function mediaText({ call_type: media }: HistoryEntry): string {
  return media === 'video' ? 'Video' : 'Audio';
}

/** For the callee, a cancelled call is a missed call. A group call can connect without this user. */
export function isMissed({ kind, direction, state, participant_state: own }: HistoryEntry): boolean {
  if (kind === 'group') return own === 'missed';
  return direction === 'incoming' && (state === 'missed' || state === 'cancelled');
}

/** "1:05", "missed". In a group, `seconds` is the time that this user was in the call. */
export function outcome(call: HistoryEntry, seconds: number | null): string {
  const { state } = call;
  if (isMissed(call)) return state === 'connected' ? 'missed, in progress' : 'missed';
  switch (state) {
    case 'ended':
      if (call.participant_state === 'declined') return 'declined';
      return seconds === null ? 'ended' : formatDuration(seconds);
    case 'missed':
      return 'not answered';
    case 'declined':
    case 'cancelled':
      return state;
    case 'ringing':
      return 'ringing';
    case 'connected':
      return 'in progress';
  }
}

/** The other person of a call of two. */
export function otherParty({ other_party: other }: HistoryEntry): Person {
  if (!other) return { id: '', name: 'Unknown' };
  const { id, name, avatar_url: avatarUrl } = other;
  return { id, name, avatarUrl };
}
