import { useEffect, useId, useRef, useState } from 'react';
import { Panel } from './Panel';

interface MediaDevicePickerProps {
  stream: MediaStream | null;
  sinkId: string | null;
  onMicrophone: (id: string) => void;
  onCamera: (id: string) => void;
  onSpeaker: (id: string) => void;
  onClose: () => void;
}

const SPEAKERS_CAN_BE_CHOSEN =
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;

/** Chooses the microphone, camera and speaker of the call. */
export function MediaDevicePicker(props: MediaDevicePickerProps) {
  const { stream, sinkId, onMicrophone, onCamera, onSpeaker, onClose } = props;
  const devices = useMediaDevices();
  const used = (kind: string) =>
    stream
      ?.getTracks()
      .find((track) => track.kind === kind)
      ?.getSettings().deviceId ?? null;

  return (
    <Panel label="Devices" onClose={onClose}>
      <Choice
        label="Microphone"
        focus
        devices={of(devices, 'audioinput')}
        value={used('audio')}
        onChoose={onMicrophone}
      />
      <Choice label="Camera" devices={of(devices, 'videoinput')} value={used('video')} onChoose={onCamera} />
      {SPEAKERS_CAN_BE_CHOSEN && (
        <Choice label="Speaker" devices={of(devices, 'audiooutput')} value={sinkId} onChoose={onSpeaker} />
      )}
    </Panel>
  );
}

interface ChoiceProps {
  /** Whether this field receives the focus. */
  focus?: boolean;
  label: string;
  devices: readonly MediaDeviceInfo[];
  value: string | null;
  onChoose: (id: string) => void;
}

function Choice({ label, devices, value, onChoose, focus = false }: ChoiceProps) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const canChoose = devices.length > 0; // until the browser has listed the devices
  useEffect(() => {
    if (focus && canChoose) select.current?.focus();
  }, [focus, canChoose]);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-zinc-300">
        {label}
      </label>
      <select
        ref={select}
        id={id}
        value={value ?? devices[0]?.deviceId ?? ''}
        disabled={!canChoose}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
        }}
        className="w-full truncate rounded-lg border border-zinc-600 bg-zinc-900 px-3 py-2 text-sm"
      >
        {!canChoose && <option value="">None found</option>}
        {devices.map((device, index) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label || `${label} ${index + 1}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function of(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly MediaDeviceInfo[] {
  return devices.filter((device) => device.kind === kind && device.deviceId !== '');
}

/** The media devices that are plugged in. */
function useMediaDevices(): readonly MediaDeviceInfo[] {
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    if (!window.isSecureContext) return;
    const { mediaDevices } = navigator;
    let current = true;
    const list = () => {
      mediaDevices.enumerateDevices().then(
        (found) => {
          if (current) setDevices(found);
        },
        (cause: unknown) => {
          console.warn('The media devices cannot be listed', cause);
        },
      );
    };
    list();
    mediaDevices.addEventListener('devicechange', list);
    return () => {
      current = false;
      mediaDevices.removeEventListener('devicechange', list);
    };
  }, []);
  return devices;
}
