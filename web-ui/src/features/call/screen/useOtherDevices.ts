import { useEffect, useState } from 'react';
import { api } from '../../../lib/api';
import type { OtherDevice } from '../model/model';

interface Presence {
  users: { devices?: { deviceId: string; deviceName?: string | null }[] }[];
}

const POLL_INTERVAL_MS = 3000;

/** The user's other devices that are online; null until they are known. */
export function useOtherDevices(me: string, thisDevice: string): readonly OtherDevice[] | null {
  const [devices, setDevices] = useState<readonly OtherDevice[] | null>(null);
  useEffect(() => {
    let current = true;
    const look = async () => {
      try {
        const { users } = await api<Presence>(`/api/presence?userIds=${me}`);
        const all = users[0]?.devices ?? [];
        const others = all.filter(({ deviceId }) => deviceId !== thisDevice);
        if (current)
          setDevices(
            others.map(({ deviceId, deviceName }) => ({ deviceId, name: deviceName ?? 'A device' })),
          );
      } catch (cause) {
        console.warn('The other devices could not be loaded', cause);
      }
    };
    void look();
    const timer = setInterval(() => void look(), POLL_INTERVAL_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [me, thisDevice]);
  return devices;
}
