import type { Choice } from '../../../../lib/ui/PopupMenu';

type Device = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;

/** The devices of one kind. A device without a name, before the user has allowed its use, is numbered: "Camera 2". */
export function deviceChoices(
  devices: readonly Device[],
  kind: MediaDeviceKind,
  name: string,
): readonly Choice[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `${name} ${index + 1}` }));
}

/** The id of the device that a stream uses; null if there is none. */
export function usedDevice(stream: MediaStream | null, kind: 'audio' | 'video'): string | null {
  const track = stream?.getTracks().find((candidate) => candidate.kind === kind);
  return track?.getSettings().deviceId ?? null;
}

interface CameraInfo extends Pick<Device, 'kind' | 'deviceId' | 'label'> {
  /** Not in every browser. */
  getCapabilities?: () => { facingMode?: string[] };
}

const LABELS = { user: /front|user|selfie/i, environment: /back|rear|environment/i } as const;

/** The id of the camera on the other side of a phone; null if there is none, or if it is not known which side is used. */
export function otherCamera(devices: readonly CameraInfo[], facing: string | undefined): string | null {
  const wanted = facing === 'user' ? 'environment' : facing === 'environment' ? 'user' : null;
  if (wanted === null) return null;
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  const found =
    cameras.find((camera) => camera.getCapabilities?.().facingMode?.includes(wanted)) ??
    cameras.find(({ label }) => LABELS[wanted].test(label));
  return found?.deviceId ?? null;
}

/** Which way the camera of a stream looks; undefined if the browser does not know. */
export function facingOf(stream: MediaStream | null): string | undefined {
  return stream?.getVideoTracks()[0]?.getSettings().facingMode;
}
