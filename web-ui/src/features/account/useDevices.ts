import { useCallback, useEffect, useState } from 'react';
import { api, isUnauthorized, wordsOf } from '../../lib/api';

/** A row of `GET /api/devices`. */
export interface OwnDevice {
  deviceId: string;
  name: string | null;
  platform: string | null;
  online: boolean;
  lastSeenAt: string | null;
}

interface Devices {
  /** null: not known yet. */
  devices: readonly OwnDevice[] | null;
  problem: string | null;
  revoke: (device: OwnDevice) => void;
}

const LOOK_EVERY_MS = 5000;

/** The devices on which one has signed in; asked for anew while they are looked at. */
export function useDevices(onUnauthorized: () => void): Devices {
  const [devices, setDevices] = useState<readonly OwnDevice[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const failed = useCallback(
    (cause: unknown, otherwise: string) => {
      if (isUnauthorized(cause)) onUnauthorized();
      else setProblem(wordsOf(cause, otherwise));
    },
    [onUnauthorized],
  );

  const look = useCallback(async () => {
    try {
      setDevices((await api<{ devices: OwnDevice[] }>('/api/devices')).devices);
      setProblem(null);
    } catch (cause) {
      failed(cause, 'Your devices cannot be listed.');
    }
  }, [failed]);

  useEffect(() => {
    const lookIfSeen = () => {
      if (!document.hidden) void look();
    };
    const first = setTimeout(lookIfSeen);
    const timer = setInterval(lookIfSeen, LOOK_EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [look]);

  const revoke = useCallback(
    ({ deviceId, name }: OwnDevice) => {
      api(`/api/devices/${deviceId}`, { method: 'DELETE' }).then(look, (cause: unknown) => {
        failed(cause, `${name ?? 'The device'} could not be removed.`);
      });
    },
    [look, failed],
  );

  return { devices, problem, revoke };
}
