import { formatDay } from '../../lib/time';
import { isMissed } from './callText';
import type { HistoryEntry } from './useHistory';
import { isLive } from './useHistory';

/** One row of the list: a call, or several calls with one person that follow each other. */
interface HistoryItem {
  readonly newest: HistoryEntry;
  readonly count: number;
}

export interface HistoryDay {
  readonly label: string;
  readonly items: readonly HistoryItem[];
}

/**
 * Calls by day, both newest first. Without `joins`, each call has a row of its own. A missed call is not joined with calls
 * that were not missed, and neither a live call nor one of a group with any other.
 */
export function historyDays(
  calls: readonly HistoryEntry[],
  now: number,
  joins: boolean,
): readonly HistoryDay[] {
  const days: { label: string; items: HistoryItem[] }[] = [];
  for (const call of calls) {
    const label = formatDay(Date.parse(call.created_at), now);
    let day = days.at(-1);
    if (day?.label !== label) {
      day = { label, items: [] };
      days.push(day);
    }
    const previous = day.items.at(-1);
    if (joins && previous && belongTogether(previous.newest, call)) {
      day.items[day.items.length - 1] = { ...previous, count: previous.count + 1 };
    } else {
      day.items.push({ newest: call, count: 1 });
    }
  }
  return days;
}

function belongTogether(one: HistoryEntry, other: HistoryEntry): boolean {
  const canJoin = (call: HistoryEntry) =>
    call.kind === 'direct' && !isLive(call) && call.other_party !== null;
  return (
    canJoin(one) &&
    canJoin(other) &&
    one.other_party?.id === other.other_party?.id &&
    isMissed(one) === isMissed(other)
  );
}
