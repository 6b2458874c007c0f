import { listNames } from '../../lib/listNames';
import type { Person } from '../../lib/person';
import { formatDuration } from '../../lib/time';
import type { CallParticipant } from './useCallDetails';
import type { HistoryEntry } from './useHistory';

/** More recent groups are not offered. */
const MAX_GROUPS = 3;

/** The participants other than this user. */
export function othersOf(participants: readonly CallParticipant[], me: string): readonly Person[] {
  return participants
    .filter(({ userId }) => userId !== me)
    .map(({ userId, name, avatarUrl }) => ({ id: userId, name: name ?? 'Unknown', avatarUrl }));
}

/** "Alice, Bob and 2 others". Until the participants are known, only the number of the others. */
export function groupTitle(
  call: HistoryEntry,
  participants: readonly CallParticipant[] | undefined,
  me: string,
): string {
  if (participants) return listNames(othersOf(participants, me).map(({ name }) => name));
  const others = Math.max(0, call.participants_count - 2);
  const name = call.other_party?.name ?? 'Unknown';
  return others === 0 ? name : `${name} and ${others} ${others === 1 ? 'other' : 'others'}`;
}

/** A group call that goes on without this user. */
export function canJoin({ kind, state, participant_state: own }: HistoryEntry): boolean {
  return kind === 'group' && state === 'connected' && own !== 'joined' && own !== 'reconnecting';
}

/** How a participant took part: "12:04", "missed it". The time in a call that continues is counted until `now`. */
export function partText({ state, joinedAt, leftAt }: CallParticipant, now: number): string {
  switch (state) {
    case 'joined':
    case 'reconnecting':
      return 'in the call';
    case 'ringing':
      return 'ringing';
    case 'declined':
      return 'declined';
    case 'missed':
      return 'missed it';
    case 'left':
      return joinedAt === null ? 'did not join' : formatDuration(secondsBetween(joinedAt, leftAt, now));
  }
}

/** How long this user was in the call; null if they were not. */
export function ownSeconds(participants: readonly CallParticipant[], me: string, now: number): number | null {
  const own = participants.find(({ userId }) => userId === me);
  return own?.joinedAt == null ? null : secondsBetween(own.joinedAt, own.leftAt, now);
}

/** Different groups of people, the latest first. Two calls of the same people are one group. */
export function recentGroups(
  calls: readonly (readonly CallParticipant[])[],
  me: string,
): readonly (readonly Person[])[] {
  const groups = new Map<string, readonly Person[]>();
  for (const participants of calls) {
    const people = othersOf(participants, me);
    const key = people
      .map(({ id }) => id)
      .sort()
      .join();
    if (people.length > 1 && !groups.has(key)) groups.set(key, people);
  }
  return [...groups.values()].slice(0, MAX_GROUPS);
}

function secondsBetween(from: string, to: string | null, now: number): number {
  return ((to === null ? now : Date.parse(to)) - Date.parse(from)) / 1000;
}
