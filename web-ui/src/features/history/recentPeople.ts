import type { Person } from '../../lib/person';
import { otherParty } from './callText';
import type { HistoryEntry } from './useHistory';
import { useHistory } from './useHistory';

/** The other people of the latest calls of two, the latest first. */
export function recentPeople(calls: readonly HistoryEntry[]): readonly Person[] {
  const people = new Map<string, Person>();
  for (const call of calls) {
    if (call.kind !== 'direct' || !call.other_party || people.has(call.other_party.id)) continue;
    people.set(call.other_party.id, otherParty(call));
  }
  return [...people.values()];
}

/** Those with whom the user had calls lately; nobody until they are known. */
export function useRecentPeople(refreshKey: string): readonly Person[] {
  const { rows } = useHistory(refreshKey);
  return recentPeople(rows ?? []);
}
