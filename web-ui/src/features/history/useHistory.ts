import { useCallback, useEffect, useRef, useState } from 'react';
import { api, isUnauthorized, wordsOf } from '../../lib/api';
import type { CallMedia } from '../../lib/person';

/** A row of `GET /api/calls/history`. */
export interface PastCall {
  id: string;
  call_type: CallMedia;
  state: 'ringing' | 'connected' | 'ended' | 'missed' | 'declined' | 'cancelled';
  created_at: string;
  duration_seconds: number | null;
  direction: 'outgoing' | 'incoming';
  other_party: { id: string; name: string; avatar_url: string | null } | null;
  participants_count: number;
}

interface Page {
  calls: PastCall[];
  pagination: { hasMore: boolean; nextCursor: string | null };
}

interface History {
  /** null: not known yet. */
  calls: readonly PastCall[] | null;
  hasMore: boolean;
  problem: string | null;
  more: () => void;
}

const PAGE = 30;

/** One's past calls, newest first; `epoch` changes when there is something new to ask for. */
export function useHistory(epoch: string, onUnauthorized: () => void): History {
  const [calls, setCalls] = useState<readonly PastCall[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(0);

  const load = useCallback(
    async (from: string | null) => {
      const ticket = ++latest.current;
      try {
        const after = from ? `&cursor=${encodeURIComponent(from)}` : '';
        const page = await api<Page>(`/api/calls/history?limit=${PAGE}${after}`);
        if (ticket !== latest.current) return;
        setCalls((known) => (from ? [...(known ?? []), ...page.calls] : page.calls));
        setCursor(page.pagination.hasMore ? page.pagination.nextCursor : null);
        setProblem(null);
      } catch (cause) {
        if (isUnauthorized(cause)) onUnauthorized();
        else setProblem(wordsOf(cause, 'The history cannot be shown.'));
      }
    },
    [onUnauthorized],
  );

  useEffect(() => {
    // The record of a call is made a moment after its end: look twice.
    const timers = [0, 1500].map((delayMs) => setTimeout(() => void load(null), delayMs));
    return () => {
      timers.forEach(clearTimeout);
    };
  }, [epoch, load]);

  const more = useCallback(() => {
    if (cursor) void load(cursor);
  }, [cursor, load]);

  return { calls, hasMore: cursor !== null, problem, more };
}
