import { api } from '../../../lib/api';

/** ICE servers, and until when their credentials are valid, in epoch milliseconds. */
export interface IceServerSet {
  readonly servers: RTCIceServer[];
  readonly validUntil: number;
}

interface CredentialsResponse {
  iceServers: RTCIceServer[];
  /** Seconds. */
  ttl: number;
}

/** Setting up a call does not wait longer than this for TURN servers, which it may not need. */
const FETCH_TIMEOUT_MS = 3000;

/** Valid forever, so that a failed request is not repeated at once. */
const NO_ICE_SERVERS: IceServerSet = { servers: [], validUntil: Infinity };

/**
 * Returns a function that requests new, time-limited TURN credentials on each call. If they cannot be obtained, it returns
 * the previous ones while they are valid, and otherwise no servers: a direct connection may still work.
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
      console.warn('No new TURN credentials', cause);
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
