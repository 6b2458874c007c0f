import { useCallback, useEffect, useState } from 'react';
import { api, isUnauthorized, wordsOf } from '../../lib/api';
import type { Asked } from '../../lib/ui/List';

/** A row of `GET /api/devices`. */
export interface OwnDevice {
  deviceId: string;
  name: string | null;
  platform: string | null;
  online: boolean;
  lastSeenAt: string | null;
}

interface Devices extends Asked<OwnDevice> {
  /** Why a device is still there. */
  refusal: string | null;
  revoke: (device: OwnDevice) => void;
}

const LOOK_EVERY_MS = 5000;

/** The devices on which one has signed in; asked for anew while they are looked at. */
export function useDevices(onUnauthorized: () => void): Devices {
  const [devices, setDevices] = useState<readonly OwnDevice[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const look = useCallback(async () => {
    try {
      setDevices((await api<{ devices: OwnDevice[] }>('/api/devices')).devices);
      setProblem(null);
    } catch (cause) {
      if (isUnauthorized(cause)) onUnauthorized();
      else setProblem(wordsOf(cause, 'Your devices cannot be listed. Try again in a moment.'));
    }
  }, [onUnauthorized]);

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
      setRefusal(null);
      api(`/api/devices/${deviceId}`, { method: 'DELETE' }).then(look, (cause: unknown) => {
        if (isUnauthorized(cause)) onUnauthorized();
        else setRefusal(wordsOf(cause, `${name ?? 'The device'} could not be removed. Try again.`));
      });
    },
    [look, onUnauthorized],
  );

  const retry = useCallback(() => void look(), [look]);

  return { rows: devices, problem, retry, refusal, revoke };
}
