import { api } from '../../lib/api';

/** Setting up a call does not wait longer than this for a relay that it may not need. */
const WAIT_AT_MOST_MS = 3000;

/** Time-limited relay credentials; none where they cannot be had: a direct connection may do. */
export async function fetchIceServers(): Promise<RTCIceServer[]> {
  const late = new Promise<RTCIceServer[]>((resolve) => {
    setTimeout(() => {
      resolve([]);
    }, WAIT_AT_MOST_MS);
  });
  const asked = api<{ iceServers: RTCIceServer[] }>('/api/turn/credentials').then(
    ({ iceServers }) => iceServers,
    (cause: unknown) => {
      console.warn('no relay for this call', cause);
      return [];
    },
  );
  return Promise.race([asked, late]);
}
