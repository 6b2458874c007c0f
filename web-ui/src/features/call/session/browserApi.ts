import { preference } from '../../../lib/preferences';
import { decode, encode } from '../../../lib/protocol/codec';
import { currentDevice } from '../../../lib/signaling/device';
import { randomUuid } from '../../../lib/uuid';
import type { Codec, Device } from '../../../lib/signaling/SignalingSocket';
import type { DevicePreferences, Devices } from '../media/MediaCapture';
import type { ScreenCaptureSettings } from '../media/ScreenCapture';
import type { IceServerSet } from '../media/iceServers';
import { iceServerProvider } from '../media/iceServers';
import type { CallLock } from './TabCoordinator';
import { browserCallLock } from './TabCoordinator';

/** Everything that a call session needs from the browser. */
export interface BrowserApi {
  openSocket: () => WebSocket;
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  iceServers: () => Promise<IceServerSet>;
  /** Undefined if the page is not served securely. */
  devices: Devices | undefined;
  preferences: DevicePreferences;
  /** The constraints for the camera. */
  camera: MediaTrackConstraints;
  screen: Pick<ScreenCaptureSettings, 'capture' | 'video'>;
  openAudioContext: () => AudioContext;
  device: Device;
  codec: Codec;
  newIdempotencyKey: () => string;
  random: () => number;
  now: () => number;
  /** Whether the page can be seen. A browser need not decode the pictures of a page that cannot. */
  isVisible: () => boolean;
  /** Media flows through TURN servers only. */
  relayOnly: boolean;
  callLock: CallLock;
}

/** Enough for a full screen, and not more than a usual uplink carries. */
const LARGE_VIDEO = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
};
/** For a machine whose CPU could not encode the large video. */
const SMALL_VIDEO = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 24 },
  facingMode: 'user',
};

/** Sharp text needs pixels, not frames. */
const LARGE_SCREEN = { width: { max: 2560 }, height: { max: 1600 }, frameRate: { ideal: 10, max: 15 } };
const SMALL_SCREEN = { width: { max: 1920 }, height: { max: 1200 }, frameRate: { ideal: 8, max: 10 } };

export function browserApi(userId: string): BrowserApi {
  const device = currentDevice(userId);
  return {
    openSocket: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/signaling`),
    openConnection: (configuration) => new RTCPeerConnection(configuration),
    iceServers: iceServerProvider(),
    devices: window.isSecureContext ? navigator.mediaDevices : undefined,
    preferences: storedPreferences(),
    camera: navigator.hardwareConcurrency > 2 ? LARGE_VIDEO : SMALL_VIDEO,
    screen: {
      capture: captureScreen(),
      video: navigator.hardwareConcurrency > 2 ? LARGE_SCREEN : SMALL_SCREEN,
    },
    openAudioContext: () => new AudioContext(),
    device,
    codec: { encode, decode },
    newIdempotencyKey: randomUuid,
    random: Math.random,
    now: Date.now,
    isVisible: () => !document.hidden,
    relayOnly: new URLSearchParams(location.search).get('relay') === 'only',
    callLock: browserCallLock(device.deviceId),
  };
}

/** Phones have no `getDisplayMedia`. */
function captureScreen(): ScreenCaptureSettings['capture'] {
  const devices = window.isSecureContext ? navigator.mediaDevices : undefined;
  if (!devices || !('getDisplayMedia' in devices)) return undefined;
  return (options) => devices.getDisplayMedia(options);
}

function storedPreferences(): DevicePreferences {
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
