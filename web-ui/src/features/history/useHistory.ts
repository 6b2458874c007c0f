import { useCallback, useEffect, useRef, useState } from 'react';
import { api, isUnauthorized, errorText } from '../../lib/api';
import type { ListState } from '../../lib/ui/List';
import type { HistoryEntry } from './historyEntries';
import { mergeNewest } from './historyEntries';

interface Page {
  calls: HistoryEntry[];
  pagination: { hasMore: boolean; nextCursor: string | null };
}

interface History extends ListState<HistoryEntry> {
  hasMore: boolean;
  loadingMore: boolean;
  /** Done when the older rows are there, with the first of them; null: there are none, or they cannot be had. */
  more: () => Promise<HistoryEntry | null>;
}

interface LoadedHistory {
  readonly calls: readonly HistoryEntry[];
  /** Leads to what is older; null: nothing is. */
  readonly cursor: string | null;
}

const PAGE_SIZE = 30;
/** The record of a call is made a moment after its end: look twice. */
const REFRESH_DELAYS_MS = [0, 1500];

/** One's past calls, newest first; `epoch` changes when there is something new to ask for. */
export function useHistory(refreshKey: string, onUnauthorized: () => void): History {
  const [known, setKnown] = useState<LoadedHistory | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const latest = useRef(0);
  const loading = useRef(false);

  const page = useCallback(
    async (cursor: string | null): Promise<LoadedHistory | null> => {
      try {
        const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const { calls, pagination } = await api<Page>(`/api/calls/history?limit=${PAGE_SIZE}${after}`);
        setProblem(null);
        return { calls, cursor: pagination.hasMore ? pagination.nextCursor : null };
      } catch (cause) {
        if (isUnauthorized(cause)) onUnauthorized();
        else setProblem(errorText(cause, 'Your calls cannot be shown. Try again in a moment.'));
        return null;
      }
    },
    [onUnauthorized],
  );

  const refresh = useCallback(async () => {
    const ticket = ++latest.current;
    const newest = await page(null);
    if (newest === null || ticket !== latest.current) return;
    setKnown((before) => mergeNewest(before, newest));
  }, [page]);

  useEffect(() => {
    const timers = REFRESH_DELAYS_MS.map((delayMs) => setTimeout(() => void refresh(), delayMs));
    return () => {
      timers.forEach(clearTimeout);
    };
  }, [refreshKey, refresh]);

  const cursor = known?.cursor ?? null;
  const more = useCallback(async () => {
    if (cursor === null || loading.current) return null;
    loading.current = true;
    setLoadingMore(true);
    const older = await page(cursor);
    loading.current = false;
    setLoadingMore(false);
    if (older === null) return null;
    setKnown((before) =>
      before?.cursor === cursor ? { calls: [...before.calls, ...older.calls], cursor: older.cursor } : before,
    );
    return older.calls[0] ?? null;
  }, [cursor, page]);

  const retry = useCallback(() => void refresh(), [refresh]);
  return { rows: known?.calls ?? null, problem, retry, hasMore: cursor !== null, loadingMore, more };
}
