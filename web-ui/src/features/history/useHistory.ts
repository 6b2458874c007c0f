import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { api } from '../../lib/api';
import { listState } from '../../lib/ui/listState';
import type { CallMedia } from '../../lib/person';
import type { ListState } from '../../lib/ui/List';
import type { HistoryFilter } from './historyFilter';
import { historyPath } from './historyFilter';

export type CallParticipantState = 'ringing' | 'joined' | 'reconnecting' | 'left' | 'declined' | 'missed';

/** A row of `GET /api/calls/history`. */
export interface HistoryEntry {
  id: string;
  kind: 'direct' | 'group';
  call_type: CallMedia;
  state: 'ringing' | 'connected' | 'ended' | 'missed' | 'declined' | 'cancelled';
  created_at: string;
  duration_seconds: number | null;
  direction: 'outgoing' | 'incoming';
  /** This user's part in the call. */
  participant_state: CallParticipantState;
  other_party: { id: string; name: string; avatar_url: string | null } | null;
  participants_count: number;
}

interface Page {
  calls: HistoryEntry[];
  pagination: { hasMore: boolean; nextCursor: string | null };
}

/** The calls before those that are shown. */
export interface OlderCalls {
  readonly hasMore: boolean;
  readonly loading: boolean;
  /** Why they could not be loaded. */
  readonly problem: string | null;
  /** Always the same function. */
  readonly load: () => void;
}

interface History extends ListState<HistoryEntry> {
  readonly older: OlderCalls;
}

/** A group call that continues without this user may end, or be joined from another device. */
const LIVE_INTERVAL_MS = 5000;
/** history-service records a call shortly after its end, so refresh twice. */
const REFRESH_DELAYS_MS = [0, 1500];

/** The user's past calls, newest first. They are loaded again each time `refreshKey` changes. */
export function useHistory(refreshKey: string, filter: HistoryFilter = {}): History {
  const query = useInfiniteQuery({
    queryKey: ['history', filter],
    queryFn: ({ pageParam }) => api<Page>(historyPath(filter, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ pagination }) => (pagination.hasMore ? pagination.nextCursor : null),
    refetchInterval: ({ state }) => (state.data?.pages.some(hasLiveGroup) ? LIVE_INTERVAL_MS : false),
  });
  const { data, refetch, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;

  useEffect(() => {
    const timers = REFRESH_DELAYS_MS.map((delayMs) =>
      setTimeout(() => void refetch({ cancelRefetch: false }), delayMs),
    );
    return () => {
      timers.forEach(clearTimeout);
    };
  }, [refreshKey, refetch]);

  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const rows = data?.pages.flatMap(({ calls }) => calls);
  const state = listState(rows, query, 'Your calls could not be loaded. Try again in a moment.');
  const isOlderProblem = isFetchingNextPage || isFetchNextPageError;
  return {
    ...state,
    problem: isOlderProblem ? null : state.problem,
    older: {
      hasMore: hasNextPage,
      loading: isFetchingNextPage,
      problem: isOlderProblem ? state.problem : null,
      load,
    },
  };
}

function hasLiveGroup({ calls }: Page): boolean {
  return calls.some((call) => call.kind === 'group' && isLive(call));
}

/** Whether the call is not over. */
export function isLive({ state }: Pick<HistoryEntry, 'state'>): boolean {
  return state === 'ringing' || state === 'connected';
}
