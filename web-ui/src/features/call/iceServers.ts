import { api } from '../../lib/api';

/** Relays, and until when a connection can be begun with them, in epoch milliseconds. */
export interface Relays {
  readonly servers: RTCIceServer[];
  readonly goodUntil: number;
}

interface Answer {
  iceServers: RTCIceServer[];
  /** Seconds. */
  ttl: number;
}

/** Setting up a call does not wait longer than this for a relay that it may not need. */
const WAIT_AT_MOST_MS = 3000;

/** Nobody is asked again at once where nothing was to be had. */
const NONE: Relays = { servers: [], goodUntil: Infinity };

/**
 * Asks for time-limited relay credentials, new ones each time. Where they cannot be had (too many requests, a service that
 * is away), those of last time may still be good; otherwise there are none, and a direct connection may do.
 */
export function relayCredentials(): () => Promise<Relays> {
  let latest = NONE;
  const atHand = () => (latest !== NONE && latest.goodUntil > Date.now() ? latest : NONE);
  const ask = async (): Promise<Relays> => {
    try {
      const { iceServers, ttl } = await api<Answer>('/api/turn/credentials');
      latest = { servers: iceServers, goodUntil: Date.now() + ttl * 1000 };
      return latest;
    } catch (cause) {
      console.warn('no new relay credentials', cause);
      return atHand();
    }
  };
  return () => {
    const late = new Promise<Relays>((resolve) => {
      setTimeout(() => {
        resolve(atHand());
      }, WAIT_AT_MOST_MS);
    });
    return Promise.race([ask(), late]);
  };
}
