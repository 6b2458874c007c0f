import type { LocalMedia } from '../model/model';
import { NO_MEDIA } from '../model/model';
import { captureErrorText, deviceLostText, deviceReplacedText, SYSTEM_MUTED } from '../model/text';

export type Devices = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'>;

/** The ids of the devices that the user prefers, or null. */
export interface DevicePreferences {
  audio: string | null;
  video: string | null;
}

export interface CaptureSettings {
  /** Undefined if the page is not served securely. */
  devices: Devices | undefined;
  preferences: DevicePreferences;
  /** The constraints for the camera. */
  camera: MediaTrackConstraints;
  onChange: (media: LocalMedia) => void;
  /** Another device has replaced a lost one. */
  onReplaced: (text: string) => void;
}

type TrackKind = 'audio' | 'video';

/** The captured track, or the name of the DOMException. */
type CaptureResult = MediaStreamTrack | string;

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** The names of the errors of a browser that finds no device as it is asked for. */
const NO_SUCH_DEVICE: readonly string[] = ['OverconstrainedError', 'NotFoundError'];

/** Plugging in a microphone can solve these errors; the other errors are the user's decision. */
const MISSING_DEVICE_ERRORS: readonly string[] = [
  'NotFoundError',
  'NotReadableError',
  'OverconstrainedError',
];

/**
 * This device's microphone and camera, open during a call. A camera that is off is not captured, so that its light is off.
 * The states that it reports are what the peer receives.
 */
export class MediaCapture {
  readonly #settings: CaptureSettings;
  #media: LocalMedia = NO_MEDIA;
  #muted = false;
  /** Counts the requests, so that the result of an outdated request is discarded. */
  readonly #requests: Record<TrackKind, number> = { audio: 0, video: 0 };
  readonly #errors: Record<TrackKind, string | null> = { audio: null, video: null };

  constructor(settings: CaptureSettings) {
    this.#settings = settings;
    settings.devices?.addEventListener('devicechange', () => void this.#onDeviceChange());
  }

  track(kind: TrackKind): MediaStreamTrack | null {
    return this.#media.stream?.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** Captures microphone and camera, or one of them, or reports why neither is available. */
  async open(wantVideo: boolean, muted = false): Promise<void> {
    this.close();
    this.#muted = muted;
    const audio = this.#nextRequest('audio');
    const video = this.#nextRequest('video');
    this.#update({ ...NO_MEDIA, audio: 'requesting', video: wantVideo ? 'requesting' : 'off' });
    const result = wantVideo ? await this.#captureBoth() : { audio: await this.#captureOne('audio') };
    this.#accept('audio', audio, result.audio);
    if ('video' in result) this.#accept('video', video, result.video);
    this.#publish();
  }

  /** Unmuting requests a missing microphone again. */
  async setMuted(muted: boolean): Promise<void> {
    this.#muted = muted;
    if (this.#media.audio === 'missing' && !muted) await this.#recapture('audio');
    else this.#publish();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) {
      await this.#recapture('video');
      return;
    }
    this.#nextRequest('video');
    this.#errors.video = null;
    this.#replaceTrack('video', null);
    this.#media = { ...this.#media, video: 'off' };
    this.#publish();
  }

  /** Switches to another device. A camera that is off stays off. */
  async choose(kind: TrackKind, deviceId: string): Promise<void> {
    this.#settings.preferences[kind] = deviceId;
    if (kind === 'video' && this.#media.video === 'off') return;
    await this.#recapture(kind);
  }

  /** Stops microphone and camera. */
  close(): void {
    for (const kind of ['audio', 'video'] as const) {
      this.#nextRequest(kind);
      this.#errors[kind] = null;
    }
    this.#media.stream?.getTracks().forEach(stop);
    this.#media = NO_MEDIA;
  }

  /** Requests the device again. Returns null if a newer request has replaced this one. */
  async #recapture(kind: TrackKind): Promise<CaptureResult | null> {
    const request = this.#nextRequest(kind);
    this.#replaceTrack(kind, null); // some devices can be opened only once
    this.#update({ ...this.#media, [kind]: 'requesting' });
    const result = await this.#captureOne(kind);
    if (!this.#accept(kind, request, result)) return null;
    this.#publish();
    return result;
  }

  /** The device was unplugged: captures another one and tells the user. */
  async #onTrackEnded(kind: TrackKind, track: MediaStreamTrack): Promise<void> {
    if (this.track(kind) !== track) return;
    const result = await this.#recapture(kind);
    if (typeof result === 'string') this.#publish(deviceLostText(kind));
    else if (result) this.#settings.onReplaced(deviceReplacedText(kind, result.label));
  }

  /** A device was plugged in or unplugged. */
  async #onDeviceChange(): Promise<void> {
    const { devices } = this.#settings;
    if (!devices || this.#media === NO_MEDIA) return;
    const found = await devices.enumerateDevices().catch(() => []); // tracks report their end, too
    for (const kind of ['audio', 'video'] as const) {
      const track = this.track(kind);
      const ids = found.filter((device) => device.kind === `${kind}input`).map(({ deviceId }) => deviceId);
      const used = track?.getSettings().deviceId;
      if (track && used && !ids.includes(used) && !ids.includes('')) await this.#onTrackEnded(kind, track);
    }
    if (MISSING_DEVICE_ERRORS.includes(this.#errors.audio ?? '')) await this.#recapture('audio');
  }

  async #captureBoth(): Promise<Record<TrackKind, CaptureResult>> {
    const both = await this.#capture({ audio: true, video: true });
    if (typeof both !== 'string') {
      const of = (kind: TrackKind) =>
        both.getTracks().find((track) => track.kind === kind) ?? 'NotFoundError';
      return { audio: of('audio'), video: of('video') };
    }
    const audio = await this.#captureOne('audio');
    return { audio, video: typeof audio === 'string' ? await this.#captureOne('video') : both };
  }

  async #captureOne(kind: TrackKind): Promise<CaptureResult> {
    const stream = await this.#capture({ [kind]: true });
    return typeof stream === 'string' ? stream : (stream.getTracks()[0] ?? 'NotFoundError');
  }

  /** From the devices that the user has chosen; from others in place of those that are no longer there. */
  async #capture(kinds: Partial<Record<TrackKind, boolean>>): Promise<MediaStream | string> {
    const { preferences } = this.#settings;
    const audio = kinds.audio ? preferences.audio : null;
    const video = kinds.video ? preferences.video : null;
    const attempts: DevicePreferences[] = [{ audio, video }];
    if (audio && video) attempts.push({ audio, video: null }, { audio: null, video });
    if (audio ?? video) attempts.push({ audio: null, video: null });
    let result: MediaStream | string = 'NotFoundError';
    for (const from of attempts) {
      result = await this.#captureFrom(kinds, from);
      if (typeof result !== 'string' || !NO_SUCH_DEVICE.includes(result)) return result;
    }
    return result;
  }

  async #captureFrom(
    { audio = false, video = false }: Partial<Record<TrackKind, boolean>>,
    from: DevicePreferences,
  ): Promise<MediaStream | string> {
    const { devices, camera } = this.#settings;
    if (!devices) return 'SecurityError';
    try {
      return await devices.getUserMedia({
        audio: audio && { ...MICROPHONE, ...chosen(from.audio) },
        video: video && (from.video ? specific(camera, from.video) : camera),
      });
    } catch (cause) {
      return errorName(cause);
    }
  }

  #nextRequest(kind: TrackKind): number {
    return ++this.#requests[kind];
  }

  /** Returns false if a newer request has replaced this one, or the call is over. */
  #accept(kind: TrackKind, request: number, result: CaptureResult): boolean {
    const failed = typeof result === 'string';
    if (request !== this.#requests[kind]) {
      if (!failed) stop(result);
      return false;
    }
    this.#errors[kind] = failed ? result : null;
    this.#replaceTrack(kind, failed ? null : result);
    this.#media = { ...this.#media, [kind]: failed ? (kind === 'audio' ? 'missing' : 'off') : 'on' };
    if (!failed) this.#observe(kind, result);
    return true;
  }

  #observe(kind: TrackKind, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => void this.#onTrackEnded(kind, track));
    for (const event of ['mute', 'unmute']) {
      track.addEventListener(event, () => {
        if (this.track(kind) === track) this.#publish(); // by the system, or by a switch on the device
      });
    }
  }

  /** Replaces the track of this kind and stops the old one. */
  #replaceTrack(kind: TrackKind, track: MediaStreamTrack | null): void {
    const old = this.track(kind);
    if (!old && !track) return;
    if (old) stop(old);
    const others = this.#media.stream?.getTracks().filter((other) => other !== old) ?? [];
    this.#media = { ...this.#media, stream: new MediaStream(track ? [...others, track] : others) };
  }

  /** Publishes the state of both devices; `lost` is a text about a device that was unplugged. */
  #publish(lost: string | null = null): void {
    const microphone = this.track('audio');
    if (microphone) microphone.enabled = !this.#muted;
    const problems = [lost, this.#problemOf('audio'), this.#problemOf('video')].filter(
      (text) => text !== null,
    );
    this.#update({
      ...this.#media,
      audio: this.#audioState(),
      video: this.#videoState(),
      problem: problems.join(' ') || null,
    });
  }

  #audioState(): LocalMedia['audio'] {
    const track = this.track('audio');
    if (!track) return this.#media.audio === 'requesting' ? 'requesting' : 'missing';
    if (track.muted) return 'missing';
    return this.#muted ? 'muted' : 'on';
  }

  #videoState(): LocalMedia['video'] {
    const track = this.track('video');
    if (!track) return this.#media.video === 'requesting' ? 'requesting' : 'off';
    return track.muted ? 'off' : 'on';
  }

  #problemOf(kind: TrackKind): string | null {
    const error = this.track(kind)?.muted ? SYSTEM_MUTED : this.#errors[kind];
    return error === null ? null : captureErrorText(error, kind);
  }

  #update(media: LocalMedia): void {
    this.#media = media;
    this.#settings.onChange(media);
  }
}

function stop(track: MediaStreamTrack): void {
  track.stop();
}

/** In some browsers an OverconstrainedError is neither a DOMException nor an Error. */
function errorName(cause: unknown): string {
  const isNamed = typeof cause === 'object' && cause !== null && 'name' in cause;
  return isNamed && typeof cause.name === 'string' ? cause.name : 'UnknownError';
}

/** The constraints for a camera that the user has chosen, whichever way it looks. */
function specific(camera: MediaTrackConstraints, deviceId: string): MediaTrackConstraints {
  const constraints = { ...camera, ...chosen(deviceId) };
  delete constraints.facingMode;
  return constraints;
}

/** An exact constraint, because Chromium ignores a wish. */
function chosen(deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { deviceId: { exact: deviceId } } : {};
}
