import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Presence as PresenceMessage, UserPresence } from '../../gen/visavis/v1/signaling_pb';

export type Presence =
  | { readonly kind: 'online' | 'in-call' }
  /** In epoch milliseconds; null if the server does not disclose it. */
  | { readonly kind: 'offline'; readonly lastSeenAt: number | null };

interface PresenceEntry {
  readonly presence: Presence;
  /** The time of the presence on the server's clock, in epoch milliseconds. */
  readonly at: number;
}

/** By user id; the user whose presence is oldest comes first. */
type KnownPresence = ReadonlyMap<string, PresenceEntry>;

/** The presence of the user's contacts. */
export interface PresenceStore {
  readonly store: StoreApi<KnownPresence>;
  /** Takes the server's notifications: all contacts on each registration, and then every change. */
  receive: (message: PresenceMessage) => void;
}

/** A bound above the maximum number of contacts. */
const MAX_CONTACTS = 2000;

export function createPresenceStore(): PresenceStore {
  const store = createStore<KnownPresence>(() => new Map());
  return {
    store,
    receive: (message) => {
      store.setState(withPresence(store.getState(), message), true);
    },
  };
}

/** Drops presence that is older than the known one, because notifications of different gateways may overtake each other. */
function withPresence(known: KnownPresence, { users }: PresenceMessage): KnownPresence {
  const newer = users.filter((user) => atOf(user) >= (known.get(user.userId)?.at ?? -Infinity));
  if (newer.length === 0) return known;
  const next = new Map(known);
  for (const user of newer) {
    next.delete(user.userId); // so that the oldest stays first
    next.set(user.userId, { presence: presenceOf(user), at: atOf(user) });
    const [oldest] = next.keys();
    if (next.size > MAX_CONTACTS && oldest !== undefined) next.delete(oldest);
  }
  return next;
}

function atOf({ at }: UserPresence): number {
  return at ? timestampMs(at) : 0;
}

function presenceOf({ online, inCall, lastSeenAt }: UserPresence): Presence {
  if (online) return { kind: inCall ? 'in-call' : 'online' };
  return { kind: 'offline', lastSeenAt: lastSeenAt ? timestampMs(lastSeenAt) : null };
}
