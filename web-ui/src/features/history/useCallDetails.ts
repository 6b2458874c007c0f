import type { UseQueryOptions } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { CallParticipantState, HistoryEntry } from './useHistory';
import { isLive } from './useHistory';

/** A participant in the answer of `GET /api/calls/{callId}`. */
export interface CallParticipant {
  userId: string;
  name: string | null;
  avatarUrl: string | null;
  /** The device with which they took part. */
  deviceId: string | null;
  state: CallParticipantState;
  joinedAt: string | null;
  leftAt: string | null;
}

const LIVE_INTERVAL_MS = 5000;

/** Reads who took part in a call. What has ended does not change any more. */
export function callDetails(call: HistoryEntry) {
  return {
    queryKey: ['call', call.id, call.state],
    queryFn: async () =>
      (await api<{ participants: CallParticipant[] }>(`/api/calls/${call.id}`)).participants,
    staleTime: isLive(call) ? 0 : Infinity,
    refetchInterval: isLive(call) ? LIVE_INTERVAL_MS : false,
  } satisfies UseQueryOptions<CallParticipant[]>;
}

/** The people who took part in a group call; undefined until it is known. */
export function useCallDetails(call: HistoryEntry): readonly CallParticipant[] | undefined {
  return useQuery(callDetails(call)).data;
}

/** The answer of `GET /api/calls/{callId}`. */
export interface CallDetails extends HistoryEntry {
  connected_at: string | null;
  ended_at: string | null;
  end_reason: string | null;
  participants: CallParticipant[];
}

/** One call of the history; updated while it is live. */
export function useCall(callId: string): {
  call: CallDetails | undefined;
  error: Error | null;
  retry: () => void;
} {
  const { data, error, failureReason, refetch } = useQuery({
    queryKey: ['call', callId],
    queryFn: () => api<CallDetails>(`/api/calls/${encodeURIComponent(callId)}`),
    refetchInterval: ({ state }) => (state.data && isLive(state.data) ? LIVE_INTERVAL_MS : false),
  });
  return { call: data, error: error ?? (data ? null : failureReason), retry: () => void refetch() };
}
