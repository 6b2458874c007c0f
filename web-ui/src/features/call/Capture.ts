import type { LocalMedia } from './model';
import { NO_MEDIA } from './model';
import { captureProblem, lostDevice, replacedDevice, SYSTEM_MUTED } from './words';

export type Devices = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'>;

/** The devices that the user prefers, if any. */
export interface Chosen {
  audio: string | null;
  video: string | null;
}

export interface CaptureSettings {
  /** Absent where the page is not served securely. */
  devices: Devices | undefined;
  chosen: Chosen;
  /** What a camera is asked for. */
  camera: MediaTrackConstraints;
  onChange: (media: LocalMedia) => void;
  /** Another device has taken the place of one that is gone. */
  onReplaced: (words: string) => void;
}

type Kind = 'audio' | 'video';

/** What was captured, or the name of the DOMException that refused it. */
type Got = MediaStreamTrack | string;

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** A microphone that is plugged in later helps with these; the others are the user's decision. */
const FOR_WANT_OF_A_DEVICE: readonly string[] = ['NotFoundError', 'NotReadableError', 'OverconstrainedError'];

/**
 * This device's microphone and camera. Open for the length of a call; a camera that is off is not captured, so that its
 * light is out. What it says is on is what the far side gets.
 */
export class Capture {
  readonly #settings: CaptureSettings;
  #media: LocalMedia = NO_MEDIA;
  #muted = false;
  /** Counts what was asked for: an answer that comes after the user has decided otherwise is let go of. */
  readonly #requests: Record<Kind, number> = { audio: 0, video: 0 };
  readonly #refusals: Record<Kind, string | null> = { audio: null, video: null };

  constructor(settings: CaptureSettings) {
    this.#settings = settings;
    settings.devices?.addEventListener('devicechange', () => void this.#lookAround());
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#media.stream?.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** Takes what there is: microphone and camera, or else one of them, or else nothing but words. */
  async open(wantVideo: boolean, muted = false): Promise<void> {
    this.close();
    this.#muted = muted;
    const audio = this.#request('audio');
    const video = this.#request('video');
    this.#set({ ...NO_MEDIA, audio: 'asking', video: wantVideo ? 'asking' : 'off' });
    const got = wantVideo ? await this.#askForBoth() : { audio: await this.#ask('audio') };
    this.#take('audio', audio, got.audio);
    if ('video' in got) this.#take('video', video, got.video);
    this.#tell();
  }

  /** A microphone that is missing is asked for once more when it is to be heard. */
  async setMuted(muted: boolean): Promise<void> {
    this.#muted = muted;
    if (this.#media.audio === 'missing' && !muted) await this.#renew('audio');
    else this.#tell();
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) {
      await this.#renew('video');
      return;
    }
    this.#request('video');
    this.#refusals.video = null;
    this.#put('video', null);
    this.#media = { ...this.#media, video: 'off' };
    this.#tell();
  }

  /** Captures with another device from now on. A camera that is off stays off. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    this.#settings.chosen[kind] = deviceId;
    if (kind === 'video' && this.#media.video === 'off') return;
    await this.#renew(kind);
  }

  /** Lets go of microphone and camera. */
  close(): void {
    for (const kind of ['audio', 'video'] as const) {
      this.#request(kind);
      this.#refusals[kind] = null;
    }
    this.#media.stream?.getTracks().forEach(stop);
    this.#media = NO_MEDIA;
  }

  /** What came of it; null if the user has decided otherwise meanwhile. */
  async #renew(kind: Kind): Promise<Got | null> {
    const request = this.#request(kind);
    this.#put(kind, null); // some devices open only once
    this.#set({ ...this.#media, [kind]: 'asking' });
    const got = await this.#ask(kind);
    if (!this.#take(kind, request, got)) return null;
    this.#tell();
    return got;
  }

  /** It was unplugged, or taken away: another one does as well, and the user is told. */
  async #lost(kind: Kind, track: MediaStreamTrack): Promise<void> {
    if (this.track(kind) !== track) return;
    const got = await this.#renew(kind);
    if (typeof got === 'string') this.#tell(lostDevice(kind));
    else if (got) this.#settings.onReplaced(replacedDevice(kind, got.label));
  }

  /** Devices came or went. */
  async #lookAround(): Promise<void> {
    const { devices } = this.#settings;
    if (!devices || this.#media === NO_MEDIA) return;
    const there = await devices.enumerateDevices().catch(() => []); // tracks tell of their own end, too
    for (const kind of ['audio', 'video'] as const) {
      const track = this.track(kind);
      const ids = there.filter((device) => device.kind === `${kind}input`).map(({ deviceId }) => deviceId);
      const used = track?.getSettings().deviceId;
      if (track && used && !ids.includes(used) && !ids.includes('')) await this.#lost(kind, track);
    }
    if (FOR_WANT_OF_A_DEVICE.includes(this.#refusals.audio ?? '')) await this.#renew('audio');
  }

  async #askForBoth(): Promise<Record<Kind, Got>> {
    const both = await this.#capture({ audio: true, video: true });
    if (typeof both !== 'string') {
      const of = (kind: Kind) => both.getTracks().find((track) => track.kind === kind) ?? 'NotFoundError';
      return { audio: of('audio'), video: of('video') };
    }
    const audio = await this.#ask('audio');
    return { audio, video: typeof audio === 'string' ? await this.#ask('video') : both };
  }

  async #ask(kind: Kind): Promise<Got> {
    const stream = await this.#capture({ [kind]: true });
    return typeof stream === 'string' ? stream : (stream.getTracks()[0] ?? 'NotFoundError');
  }

  async #capture({
    audio = false,
    video = false,
  }: Partial<Record<Kind, boolean>>): Promise<MediaStream | string> {
    const { devices, chosen, camera } = this.#settings;
    if (!devices) return 'SecurityError';
    try {
      return await devices.getUserMedia({
        audio: audio && { ...MICROPHONE, ...preferred(chosen.audio) },
        video: video && { ...camera, ...preferred(chosen.video) },
      });
    } catch (cause) {
      return cause instanceof DOMException ? cause.name : 'UnknownError';
    }
  }

  #request(kind: Kind): number {
    return ++this.#requests[kind];
  }

  /** False if the user has decided otherwise meanwhile, or the call is over. */
  #take(kind: Kind, request: number, got: Got): boolean {
    const refused = typeof got === 'string';
    if (request !== this.#requests[kind]) {
      if (!refused) stop(got);
      return false;
    }
    this.#refusals[kind] = refused ? got : null;
    this.#put(kind, refused ? null : got);
    this.#media = { ...this.#media, [kind]: refused ? (kind === 'audio' ? 'missing' : 'off') : 'on' };
    if (!refused) this.#follow(kind, got);
    return true;
  }

  #follow(kind: Kind, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => void this.#lost(kind, track));
    for (const event of ['mute', 'unmute']) {
      track.addEventListener(event, () => {
        if (this.track(kind) === track) this.#tell(); // the system or a switch of the device did that
      });
    }
  }

  /** This track in place of the one of its kind, which is stopped. */
  #put(kind: Kind, track: MediaStreamTrack | null): void {
    const old = this.track(kind);
    if (!old && !track) return;
    if (old) stop(old);
    const others = this.#media.stream?.getTracks().filter((other) => other !== old) ?? [];
    this.#media = { ...this.#media, stream: new MediaStream(track ? [...others, track] : others) };
  }

  /** Says what each device is doing; `lost` are words about one that has gone. */
  #tell(lost: string | null = null): void {
    const microphone = this.track('audio');
    if (microphone) microphone.enabled = !this.#muted;
    const problems = [lost, this.#problem('audio'), this.#problem('video')].filter((words) => words !== null);
    this.#set({
      ...this.#media,
      audio: this.#audio(),
      video: this.#video(),
      problem: problems.join(' ') || null,
    });
  }

  #audio(): LocalMedia['audio'] {
    const track = this.track('audio');
    if (!track) return this.#media.audio === 'asking' ? 'asking' : 'missing';
    if (track.muted) return 'missing';
    return this.#muted ? 'muted' : 'on';
  }

  #video(): LocalMedia['video'] {
    const track = this.track('video');
    if (!track) return this.#media.video === 'asking' ? 'asking' : 'off';
    return track.muted ? 'off' : 'on';
  }

  #problem(kind: Kind): string | null {
    const refusal = this.track(kind)?.muted ? SYSTEM_MUTED : this.#refusals[kind];
    return refusal === null ? null : captureProblem(refusal, kind);
  }

  #set(media: LocalMedia): void {
    this.#media = media;
    this.#settings.onChange(media);
  }
}

function stop(track: MediaStreamTrack): void {
  track.stop();
}

/** A wish, not a demand: for a device that was unplugged since, another one will do. */
function preferred(deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}
