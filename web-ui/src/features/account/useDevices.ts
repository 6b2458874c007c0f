import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, errorText } from '../../lib/api';
import { listState } from '../../lib/ui/listState';
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
  /** Why a device could not be removed. */
  revokeError: string | null;
  revoke: (device: OwnDevice) => void;
}

const POLL_INTERVAL_MS = 5000;

/** The devices on which the user is signed in, updated while the page is visible. */
export function useDevices(): Devices {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['devices'],
    queryFn: () => api<{ devices: OwnDevice[] }>('/api/devices'),
    refetchInterval: POLL_INTERVAL_MS,
  });
  const { mutate, error, variables } = useMutation({
    mutationFn: ({ deviceId }: OwnDevice) => api(`/api/devices/${deviceId}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  });
  return {
    ...listState(query.data?.devices, query, 'Your devices could not be loaded. Try again in a moment.'),
    revokeError:
      error && errorText(error, `${variables.name ?? 'The device'} could not be removed. Try again.`),
    revoke: mutate,
  };
}
