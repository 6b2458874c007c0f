import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../lib/api';
import { listState } from '../../lib/ui/listState';
import type { CallMedia } from '../../lib/person';
import type { ListState } from '../../lib/ui/List';

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

interface Page {
  calls: HistoryEntry[];
  pagination: { hasMore: boolean; nextCursor: string | null };
}

interface History extends ListState<HistoryEntry> {
  hasMore: boolean;
  loadingMore: boolean;
  /** Loads older rows and resolves to the first of them, or to null if there are none or loading failed. */
  more: () => Promise<HistoryEntry | null>;
}

const PAGE_SIZE = 30;
/** history-service records a call shortly after its end, so refresh twice. */
const REFRESH_DELAYS_MS = [0, 1500];

/** The user's past calls, newest first. They are loaded again each time `refreshKey` changes. */
export function useHistory(refreshKey: string): History {
  const query = useInfiniteQuery({
    queryKey: ['history'],
    queryFn: ({ pageParam }) => {
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return api<Page>(`/api/calls/history?limit=${PAGE_SIZE}${cursor}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => (pagination.hasMore ? pagination.nextCursor : null),
  });
  const { data, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;

  useEffect(() => {
    const timers = REFRESH_DELAYS_MS.map((delayMs) =>
      setTimeout(() => void refetch({ cancelRefetch: false }), delayMs),
    );
    return () => {
      timers.forEach(clearTimeout);
    };
  }, [refreshKey, refetch]);

  const more = async () => {
    const known = data?.pages.length ?? 0;
    const result = await fetchNextPage();
    return result.data?.pages[known]?.calls[0] ?? null;
  };
  const rows = data?.pages.flatMap(({ calls }) => calls);
  return {
    ...listState(rows, query, 'Your calls could not be loaded. Try again in a moment.'),
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    more,
  };
}
