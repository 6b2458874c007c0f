import type { CallMedia } from '../../lib/person';

/** A row of `GET /api/calls/history`. */
export interface HistoryEntry {
  id: string;
  call_type: CallMedia;
  state: 'ringing' | 'connected' | 'ended' | 'missed' | 'declined' | 'cancelled';
  created_at: string;
  duration_seconds: number | null;
  direction: 'outgoing' | 'incoming';
  other_party: { id: string; name: string; avatar_url: string | null } | null;
  participants_count: number;
}

interface LoadedEntries<T> {
  readonly calls: readonly T[];
  readonly cursor: string | null;
}

/** Replaces the newest entries with a new first page; keeps the older entries that the user has asked for. */
export function mergeNewest<T extends { id: string }>(
  before: LoadedEntries<T> | null,
  newest: LoadedEntries<T>,
): LoadedEntries<T> {
  const oldest = newest.calls.at(-1);
  if (before === null || newest.cursor === null || !oldest) return newest;
  const at = before.calls.findIndex(({ id }) => id === oldest.id);
  if (at === -1) return newest; // more new entries than a page holds, so the ones in between are unknown
  return { calls: [...newest.calls, ...before.calls.slice(at + 1)], cursor: before.cursor };
}
