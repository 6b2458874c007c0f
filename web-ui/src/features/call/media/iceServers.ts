import { api } from '../../../lib/api';

/** Relays, and until when a connection can be begun with them, in epoch milliseconds. */
export interface IceServerSet {
  readonly servers: RTCIceServer[];
  readonly validUntil: number;
}

interface CredentialsResponse {
  iceServers: RTCIceServer[];
  /** Seconds. */
  ttl: number;
}

/** Setting up a call does not wait longer than this for a relay that it may not need. */
const FETCH_TIMEOUT_MS = 3000;

/** Nobody is asked again at once where nothing was to be had. */
const NO_ICE_SERVERS: IceServerSet = { servers: [], validUntil: Infinity };

/**
 * Asks for time-limited relay credentials, new ones each time. Where they cannot be had (too many requests, a service that
 * is away), those of last time may still be good; otherwise there are none, and a direct connection may do.
 */
export function iceServerProvider(): () => Promise<IceServerSet> {
  let latest = NO_ICE_SERVERS;
  const stillValid = () =>
    latest !== NO_ICE_SERVERS && latest.validUntil > Date.now() ? latest : NO_ICE_SERVERS;
  const fetchServers = async (): Promise<IceServerSet> => {
    try {
      const { iceServers, ttl } = await api<CredentialsResponse>('/api/turn/credentials');
      latest = { servers: iceServers, validUntil: Date.now() + ttl * 1000 };
      return latest;
    } catch (cause) {
      console.warn('no new relay credentials', cause);
      return stillValid();
    }
  };
  return () => {
    const timeout = new Promise<IceServerSet>((resolve) => {
      setTimeout(() => {
        resolve(stillValid());
      }, FETCH_TIMEOUT_MS);
    });
    return Promise.race([fetchServers(), timeout]);
  };
}
