import { useEffect, useRef } from 'react';
import { DeviceIcon } from '../../../../lib/ui/icons';
import type { OtherDevice } from '../../model/model';
import { Panel } from './Panel';
import { useOtherDevices } from './useOtherDevices';

interface HandOffPanelProps {
  me: string;
  thisDevice: string;
  onMove: (to: OtherDevice) => void;
  onClose: () => void;
}

/** Chooses the device that the call moves to. */
export function HandOffPanel({ me, thisDevice, onMove, onClose }: HandOffPanelProps) {
  const devices = useOtherDevices(me, thisDevice);
  const first = useRef<HTMLButtonElement>(null);
  const found = (devices?.length ?? 0) > 0;
  useEffect(() => {
    if (found) first.current?.focus();
  }, [found]);
  return (
    <Panel label="Move to another device" onClose={onClose}>
      {devices?.length === 0 && (
        <p className="text-sm text-zinc-300">
          Your other devices are offline. Open Visavis on one of them to move the call there.
        </p>
      )}
      <ul className="flex max-h-60 flex-col gap-1 overflow-y-auto">
        {devices?.map((device, index) => (
          <li key={device.deviceId}>
            <button
              ref={index === 0 ? first : undefined}
              type="button"
              data-testid="other-device"
              onClick={() => {
                onMove(device);
              }}
              className="flex w-full cursor-pointer items-center gap-3 rounded-xl px-3 py-2.5 text-left hover:bg-white/10"
            >
              <DeviceIcon size={22} />
              <span className="min-w-0 flex-1 truncate">{device.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
