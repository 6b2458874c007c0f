import type { LocalMedia } from './model';
import { NO_MEDIA } from './model';
import { captureProblem } from './words';

export type Devices = Pick<MediaDevices, 'getUserMedia'>;

export interface Chosen {
  audio: string | null;
  video: string | null;
}

/** What the microphone and the camera are asked for: enough for a full screen, no more than an uplink carries. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** This device's microphone and camera, for the length of one call. A camera that is off is not captured: its light is out. */
export class Capture {
  #media: LocalMedia = NO_MEDIA;
  #closed = false;

  constructor(
    /** Absent where the page is not served securely. */
    private readonly devices: Devices | undefined,
    private readonly chosen: Chosen,
    private readonly onChange: (media: LocalMedia) => void,
  ) {}

  get media(): LocalMedia {
    return this.#media;
  }

  track(kind: 'audio' | 'video'): MediaStreamTrack | null {
    return this.#media.stream?.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** Takes what there is: both, or else the microphone alone, or else nothing but words. */
  async open(wantVideo: boolean): Promise<void> {
    if (wantVideo) {
      const both = await this.#ask(true, true);
      if (typeof both !== 'string') {
        this.#set({ stream: both, audio: this.#media.audio, video: 'on', problem: null });
        return;
      }
    }
    const audio = await this.#ask(true, false);
    const video = wantVideo && typeof audio === 'string' ? await this.#ask(false, true) : null;
    this.#settle(wantVideo, audio, video);
  }

  setMuted(muted: boolean): void {
    if (this.#media.audio === 'missing') return;
    this.#set({ ...this.#media, audio: muted ? 'muted' : 'on' });
  }

  async setCamera(on: boolean): Promise<void> {
    if (!on) {
      this.#replace('video', null);
      this.#set({ ...this.#media, video: 'off' });
      return;
    }
    const asked = await this.#ask(false, true);
    if (typeof asked !== 'string') {
      this.#replace('video', asked.getVideoTracks()[0] ?? null);
      this.#set({ ...this.#media, video: 'on', problem: null });
    } else {
      this.#set({ ...this.#media, video: 'off', problem: captureProblem(asked, 'camera') });
    }
  }

  /** Captures with another device. A camera that is off stays off. */
  async choose(kind: 'audio' | 'video', deviceId: string): Promise<void> {
    this.chosen[kind] = deviceId;
    if (kind === 'video' && this.#media.video === 'off') return;
    this.track(kind)?.stop(); // some cameras and microphones open once only
    const asked = await this.#ask(kind === 'audio', kind === 'video');
    if (typeof asked === 'string') {
      this.#set({
        ...this.#media,
        problem: captureProblem(asked, kind === 'audio' ? 'microphone' : 'camera'),
      });
      return;
    }
    const track = asked.getTracks()[0] ?? null;
    this.#replace(kind, track);
    this.#set({
      ...this.#media,
      audio: kind === 'audio' && this.#media.audio === 'missing' ? 'on' : this.#media.audio,
      problem: null,
    });
  }

  close(): void {
    this.#closed = true;
    this.#media.stream?.getTracks().forEach((track) => {
      track.stop();
    });
  }

  #settle(wantVideo: boolean, audio: MediaStream | string, video: MediaStream | string | null): void {
    const stream = [audio, video].find((asked) => asked !== null && typeof asked !== 'string') ?? null;
    const problems = [
      typeof audio === 'string' ? captureProblem(audio, 'microphone') : null,
      wantVideo && (video === null || typeof video === 'string')
        ? captureProblem(typeof video === 'string' ? video : this.#lastRefusal, 'camera')
        : null,
    ].filter((problem) => problem !== null);
    this.#set({
      stream,
      audio: typeof audio !== 'string' ? this.#media.audio : 'missing',
      video: video !== null && typeof video !== 'string' ? 'on' : 'off',
      problem: problems.join(' ') || null,
    });
  }

  #lastRefusal = '';

  /** The stream, or the name of the refusal. */
  async #ask(audio: boolean, video: boolean): Promise<MediaStream | string> {
    if (!this.devices) return 'SecurityError';
    try {
      const stream = await this.devices.getUserMedia({
        audio: audio && { ...MICROPHONE, ...preferred(this.chosen.audio) },
        video: video && { ...CAMERA, ...preferred(this.chosen.video) },
      });
      if (this.#closed)
        stream.getTracks().forEach((track) => {
          track.stop();
        }); // the call ended while the browser asked
      return stream;
    } catch (cause) {
      this.#lastRefusal = cause instanceof DOMException ? cause.name : 'UnknownError';
      return this.#lastRefusal;
    }
  }

  #replace(kind: 'audio' | 'video', track: MediaStreamTrack | null): void {
    const old = this.track(kind);
    old?.stop();
    const others = this.#media.stream?.getTracks().filter((other) => other !== old) ?? [];
    this.#media = { ...this.#media, stream: new MediaStream(track ? [...others, track] : others) };
  }

  #set(media: LocalMedia): void {
    this.#media = media;
    const microphone = this.track('audio');
    if (microphone) microphone.enabled = media.audio !== 'muted';
    if (!this.#closed) this.onChange(media);
  }
}

/** A wish, not a demand: a device that was unplugged since falls back to the default one. */
function preferred(deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}
