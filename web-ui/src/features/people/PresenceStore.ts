import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Presence as PresenceNews, UserPresence } from '../../gen/visavis/v1/signaling_pb';

export type Presence =
  | { readonly kind: 'online' | 'in-call' }
  /** In epoch milliseconds; null: not told. */
  | { readonly kind: 'offline'; readonly lastSeenAt: number | null };

interface Entry {
  readonly presence: Presence;
  /** When it was so, on the server's clock. */
  readonly at: number;
}

/** More than anybody has contacts. */
const MAX_CONTACTS = 2000;

/** Where one's contacts are: the server tells of all of them on each registration, and then of every change. */
export class PresenceStore {
  readonly #listeners = new Set<() => void>();
  #entries = new Map<string, Entry>();
  #known: ReadonlyMap<string, Presence> = new Map();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ReadonlyMap<string, Presence> => this.#known;

  /** Gateways and their instances may overtake one another: what is older than what is known is dropped. */
  receive({ users }: PresenceNews): void {
    const news = users.filter((user) => atOf(user) >= (this.#entries.get(user.userId)?.at ?? -Infinity));
    if (news.length === 0) return;
    for (const user of news) this.#store(user);
    this.#known = new Map([...this.#entries].map(([userId, { presence }]) => [userId, presence]));
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  #store(user: UserPresence): void {
    this.#entries.delete(user.userId); // so that the one not heard of for longest comes first
    this.#entries.set(user.userId, { presence: presenceOf(user), at: atOf(user) });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_CONTACTS && oldest !== undefined) this.#entries.delete(oldest);
  }
}

function atOf({ at }: UserPresence): number {
  return at ? timestampMs(at) : 0;
}

function presenceOf({ online, inCall, lastSeenAt }: UserPresence): Presence {
  if (online) return { kind: inCall ? 'in-call' : 'online' };
  return { kind: 'offline', lastSeenAt: lastSeenAt ? timestampMs(lastSeenAt) : null };
}
