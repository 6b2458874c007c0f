import { useCallback, useEffect, useState } from 'react';
import { api, isUnauthorized, errorText } from '../../lib/api';
import type { ListState } from '../../lib/ui/List';

/** A row of `GET /api/devices`. */
export interface OwnDevice {
  deviceId: string;
  name: string | null;
  platform: string | null;
  online: boolean;
  lastSeenAt: string | null;
}

interface Devices extends ListState<OwnDevice> {
  /** Why a device is still there. */
  revokeError: string | null;
  revoke: (device: OwnDevice) => void;
}

const POLL_INTERVAL_MS = 5000;

/** The devices on which one has signed in; asked for anew while they are looked at. */
export function useDevices(onUnauthorized: () => void): Devices {
  const [devices, setDevices] = useState<readonly OwnDevice[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [revokeError, setRevokeError] = useState<string | null>(null);

  const load = useCallback(async () => {
    try {
      setDevices((await api<{ devices: OwnDevice[] }>('/api/devices')).devices);
      setProblem(null);
    } catch (cause) {
      if (isUnauthorized(cause)) onUnauthorized();
      else setProblem(errorText(cause, 'Your devices cannot be listed. Try again in a moment.'));
    }
  }, [onUnauthorized]);

  useEffect(() => {
    const lookIfSeen = () => {
      if (!document.hidden) void load();
    };
    const first = setTimeout(lookIfSeen);
    const timer = setInterval(lookIfSeen, POLL_INTERVAL_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [load]);

  const revoke = useCallback(
    ({ deviceId, name }: OwnDevice) => {
      setRevokeError(null);
      api(`/api/devices/${deviceId}`, { method: 'DELETE' }).then(load, (cause: unknown) => {
        if (isUnauthorized(cause)) onUnauthorized();
        else setRevokeError(errorText(cause, `${name ?? 'The device'} could not be removed. Try again.`));
      });
    },
    [load, onUnauthorized],
  );

  const retry = useCallback(() => void load(), [load]);

  return { rows: devices, problem, retry, revokeError, revoke };
}
