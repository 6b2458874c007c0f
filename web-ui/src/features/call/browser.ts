import { preference } from '../../lib/preferences';
import { decode, encode } from '../../lib/protocol/codec';
import { deviceOf } from '../../lib/signaling/device';
import { randomUuid } from '../../lib/uuid';
import type { Codec, Device } from '../../lib/signaling/SignalingSocket';
import type { Chosen, Devices } from './Capture';
import type { Relays } from './iceServers';
import { relayCredentials } from './iceServers';
import type { CallLock } from './Tabs';
import { browserCallLock } from './Tabs';

/** What the session takes from the browser. */
export interface Browser {
  openSocket: () => WebSocket;
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  relays: () => Promise<Relays>;
  /** Absent where the page is not served securely. */
  devices: Devices | undefined;
  chosen: Chosen;
  /** What a camera is asked for. */
  camera: MediaTrackConstraints;
  device: Device;
  codec: Codec;
  newKey: () => string;
  random: () => number;
  now: () => number;
  /** Media goes through relays only. */
  relayOnly: boolean;
  callLock: CallLock;
}

/** Enough for a full screen, no more than an uplink carries. */
const LARGE_PICTURE = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
};
/** For a machine that would be busy with nothing but encoding. */
const SMALL_PICTURE = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 24 },
  facingMode: 'user',
};

export function realBrowser(userId: string): Browser {
  const device = deviceOf(userId);
  return {
    openSocket: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/signaling`),
    openConnection: (configuration) => new RTCPeerConnection(configuration),
    relays: relayCredentials(),
    devices: window.isSecureContext ? navigator.mediaDevices : undefined,
    chosen: rememberedDevices(),
    camera: navigator.hardwareConcurrency > 2 ? LARGE_PICTURE : SMALL_PICTURE,
    device,
    codec: { encode, decode },
    newKey: randomUuid,
    random: Math.random,
    now: Date.now,
    relayOnly: new URLSearchParams(location.search).get('relay') === 'only',
    callLock: browserCallLock(device.deviceId),
  };
}

function rememberedDevices(): Chosen {
  const microphone = preference('microphone');
  const camera = preference('camera');
  return {
    get audio() {
      return microphone.get();
    },
    set audio(id) {
      if (id) microphone.set(id);
    },
    get video() {
      return camera.get();
    },
    set video(id) {
      if (id) camera.set(id);
    },
  };
}
