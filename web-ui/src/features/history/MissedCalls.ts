import type { MissedCalls as MissedNews } from '../../gen/visavis/v1/signaling_pb';
import { api } from '../../lib/api';

/** How many calls the user has missed and not seen, on any device: the server says it on each registration and after every change. */
export class MissedCalls {
  readonly #listeners = new Set<() => void>();
  #count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): number => this.#count;

  receive({ count }: Pick<MissedNews, 'count'>): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#listeners.forEach((listener) => {
      listener();
    });
  }

  /** The user has looked at all calls up to the one that was made at this instant. */
  async seen(upTo: string): Promise<void> {
    this.receive(await api<{ count: number }>('/api/calls/missed/seen', { method: 'PUT', body: { upTo } }));
  }
}
