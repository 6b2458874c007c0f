import type { IceServerSet } from './iceServers';

/** Longer than the ring timeout. */
const PREFETCH_MAX_AGE_MS = 60_000;
/** The time from requesting credentials until they have opened an allocation. */
const CREDENTIAL_MARGIN_MS = 5000;

/** Requests ICE servers in advance, so that the next connection does not have to wait for them. */
export class IceServerCache {
  readonly #request: () => Promise<IceServerSet>;
  #prefetched: { servers: Promise<IceServerSet>; at: number } | null = null;

  constructor(request: () => Promise<IceServerSet>) {
    this.#request = request;
  }

  prefetch(): void {
    if (!this.#prefetched || isStale(this.#prefetched.at)) {
      this.#prefetched = { servers: this.#request(), at: Date.now() };
    }
  }

  /** Returns prefetched servers only once, because their credentials are short-lived. */
  async take(): Promise<RTCIceServer[]> {
    const prefetched = this.#prefetched;
    this.#prefetched = null;
    if (prefetched && !isStale(prefetched.at)) {
      const { servers, validUntil } = await prefetched.servers;
      if (Date.now() + CREDENTIAL_MARGIN_MS < validUntil) return servers;
    }
    return (await this.#request()).servers;
  }
}

function isStale(at: number): boolean {
  return Date.now() - at > PREFETCH_MAX_AGE_MS;
}
