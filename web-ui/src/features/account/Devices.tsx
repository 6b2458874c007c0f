import { useState } from 'react';
import { formatTimeAgo } from '../../lib/time';
import { Confirmation } from '../../lib/ui/Confirmation';
import { DeviceIcon } from '../../lib/ui/icons';
import { ListSection, EmptyState, ErrorText } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { Action } from '../../lib/ui/Snackbar';
import { useNow } from '../../lib/useNow';
import type { OwnDevice } from './useDevices';
import { useDevices } from './useDevices';

interface DevicesProps {
  thisDevice: string;
}

/** The devices on which the user is signed in. A removed device has to sign in again. */
export function Devices({ thisDevice }: DevicesProps) {
  const { revoke, revokeError, ...asked } = useDevices();
  const now = useNow(30_000);
  return (
    <>
      <ErrorText text={revokeError} />
      <ListSection
        label="Devices"
        state={{ ...asked, rows: asked.rows && thisDeviceFirst(asked.rows, thisDevice) }}
        empty={<EmptyState>No device has been online yet.</EmptyState>}
        row={(device) => (
          <DeviceRow
            key={device.deviceId}
            device={device}
            status={device.deviceId === thisDevice ? 'This device' : deviceStatus(device, now)}
            {...(device.deviceId === thisDevice
              ? {}
              : {
                  onRemove: () => {
                    revoke(device);
                  },
                })}
          />
        )}
      />
    </>
  );
}

function thisDeviceFirst(devices: readonly OwnDevice[], thisDevice: string): readonly OwnDevice[] {
  const isThis = ({ deviceId }: OwnDevice) => deviceId === thisDevice;
  return [...devices.filter(isThis), ...devices.filter((device) => !isThis(device))];
}

interface DeviceRowProps {
  device: OwnDevice;
  status: string;
  /** Undefined for this device, which signs out instead. */
  onRemove?: () => void;
}

function DeviceRow({ device, status, onRemove }: DeviceRowProps) {
  const [confirming, setConfirming] = useState(false);
  const name = device.name ?? 'A device';
  return (
    <li
      data-testid={`device-${device.deviceId}`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3 pr-2 pl-4"
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-zinc-100 text-zinc-600 dark:bg-zinc-800 dark:text-zinc-300">
        <DeviceIcon size={22} />
      </span>
      <span className="min-w-32 flex-1">
        <Name text={name} className="font-medium" />
        <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">{status}</span>
      </span>
      {onRemove && !confirming && (
        <Action
          label="Remove"
          about={name}
          onClick={() => {
            setConfirming(true);
          }}
        />
      )}
      {onRemove && confirming && (
        <Confirmation
          question="Remove this device?"
          text="A call on this device ends, and you have to sign in there again."
          no="Keep"
          yes="Remove it"
          onYes={() => {
            setConfirming(false);
            onRemove();
          }}
          onNo={() => {
            setConfirming(false);
          }}
        />
      )}
    </li>
  );
}

function deviceStatus({ online, lastSeenAt }: OwnDevice, now: number): string {
  if (online) return 'Online';
  return lastSeenAt ? `Last seen ${formatTimeAgo(Date.parse(lastSeenAt), now)}` : 'Offline';
}
