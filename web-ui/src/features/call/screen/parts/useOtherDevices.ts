import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../lib/api';
import type { OtherDevice } from '../../model/model';

interface Presence {
  users: { devices?: { deviceId: string; deviceName?: string | null }[] }[];
}

const POLL_INTERVAL_MS = 3000;

/** The user's other devices that are online; undefined until they are known. */
export function useOtherDevices(me: string, thisDevice: string): readonly OtherDevice[] | undefined {
  const { data } = useQuery({
    queryKey: ['presence', me],
    queryFn: () => api<Presence>(`/api/presence?userIds=${me}`),
    refetchInterval: POLL_INTERVAL_MS,
    gcTime: 0, // devices of an earlier call may be offline now
  });
  return data?.users[0]?.devices
    ?.filter(({ deviceId }) => deviceId !== thisDevice)
    .map(({ deviceId, deviceName }) => ({ deviceId, name: deviceName ?? 'A device' }));
}
