import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { MissedCalls as MissedCallsMessage } from '../../gen/visavis/v1/signaling_pb';
import { api } from '../../lib/api';

/** The number of missed calls that the user has not seen on any device. */
export interface MissedCalls {
  readonly store: StoreApi<number>;
  /** Takes the server's count, which it sends on each registration and after every change. */
  receive: (message: Pick<MissedCallsMessage, 'count'>) => void;
  /** The user has seen all calls that were created until this instant. Throws ApiError. */
  markSeen: (upTo: string) => Promise<void>;
}

export function createMissedCalls(): MissedCalls {
  const store = createStore(() => 0);
  const receive: MissedCalls['receive'] = ({ count }) => {
    store.setState(count, true);
  };
  return {
    store,
    receive,
    markSeen: async (upTo) => {
      receive(await api<{ count: number }>('/api/calls/missed/seen', { method: 'PUT', body: { upTo } }));
    },
  };
}
