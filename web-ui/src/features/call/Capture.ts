import type { LocalMedia } from './model';
import { NO_MEDIA } from './model';
import { captureProblem } from './words';

export type Devices = Pick<MediaDevices, 'getUserMedia'>;

/** The devices that the user prefers, if any. */
export interface Chosen {
  audio: string | null;
  video: string | null;
}

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** What was captured, or the name of the DOMException that refused it. */
type Asked = { stream: MediaStream } | { refusal: string };

/**
 * This device's microphone and camera. Open for the length of a call; a camera that is off is not captured, so that its
 * light is out.
 */
export class Capture {
  #media: LocalMedia = NO_MEDIA;
  /** Counts the calls: what was asked for in one that is over is let go of. */
  #turn = 0;

  constructor(
    private readonly devices: Devices | undefined,
    private readonly chosen: Chosen,
    private readonly camera: MediaTrackConstraints,
    private readonly onChange: (media: LocalMedia) => void,
  ) {}

  track(kind: 'audio' | 'video'): MediaStreamTrack | null {
    return this.#media.stream?.getTracks().find((track) => track.kind === kind) ?? null;
  }

  /** Takes what there is: microphone and camera, or else one of them, or else nothing but words. */
  async open(wantVideo: boolean, muted = false): Promise<void> {
    this.close();
    this.#media = { ...NO_MEDIA, audio: muted ? 'muted' : 'on' };
    const turn = this.#turn;
    const both = wantVideo ? await this.#ask({ audio: true, video: true }) : null;
    if (both && 'stream' in both) {
      this.#set(turn, { ...this.#media, stream: both.stream, video: 'on' });
      return;
    }
    const audio = await this.#ask({ audio: true });
    if ('stream' in audio) {
      const problem = both ? captureProblem(both.refusal, 'camera') : null;
      this.#set(turn, { ...this.#media, stream: audio.stream, video: 'off', problem });
      return;
    }
    const video = wantVideo ? await this.#ask({ video: true }) : null;
    const stream = video && 'stream' in video ? video.stream : null;
    const problems = [captureProblem(audio.refusal, 'microphone')];
    if (video && 'refusal' in video) problems.push(captureProblem(video.refusal, 'camera'));
    this.#set(turn, { stream, audio: 'missing', video: stream ? 'on' : 'off', problem: problems.join(' ') });
  }

  setMuted(muted: boolean): void {
    if (this.#media.audio === 'missing') return;
    this.#set(this.#turn, { ...this.#media, audio: muted ? 'muted' : 'on' });
  }

  async setCamera(on: boolean): Promise<void> {
    if (on) await this.#renew('video');
    else this.#set(this.#turn, { ...this.#media, stream: this.#with('video', null), video: 'off' });
  }

  /** Captures with another device from now on. A camera that is off stays off. */
  async choose(kind: 'audio' | 'video', deviceId: string): Promise<void> {
    this.chosen[kind] = deviceId;
    const captured = this.track(kind);
    if (!captured && kind === 'video') return;
    captured?.stop(); // some devices open only once
    await this.#renew(kind);
  }

  /** Lets go of microphone and camera. */
  close(): void {
    this.#turn += 1;
    this.#media.stream?.getTracks().forEach((track) => {
      track.stop();
    });
  }

  async #renew(kind: 'audio' | 'video'): Promise<void> {
    const turn = this.#turn;
    const asked = await this.#ask({ [kind]: true });
    const track = 'stream' in asked ? (asked.stream.getTracks()[0] ?? null) : null;
    const problem =
      'refusal' in asked ? captureProblem(asked.refusal, kind === 'audio' ? 'microphone' : 'camera') : null;
    const stream = this.#with(kind, track);
    if (kind === 'video') this.#set(turn, { ...this.#media, stream, video: track ? 'on' : 'off', problem });
    else
      this.#set(turn, {
        ...this.#media,
        stream,
        audio: track ? keep(this.#media.audio) : 'missing',
        problem,
      });
  }

  async #ask({ audio = false, video = false }: { audio?: boolean; video?: boolean }): Promise<Asked> {
    if (!this.devices) return { refusal: 'SecurityError' };
    const turn = this.#turn;
    try {
      const stream = await this.devices.getUserMedia({
        audio: audio && { ...MICROPHONE, ...preferred(this.chosen.audio) },
        video: video && { ...this.camera, ...preferred(this.chosen.video) },
      });
      if (turn !== this.#turn) stream.getTracks().forEach(stop); // the call ended while the browser asked the user
      return { stream };
    } catch (cause) {
      return { refusal: cause instanceof DOMException ? cause.name : 'UnknownError' };
    }
  }

  /** The stream with this track in place of its own of that kind, which is stopped. */
  #with(kind: 'audio' | 'video', track: MediaStreamTrack | null): MediaStream {
    const old = this.track(kind);
    old?.stop();
    const others = this.#media.stream?.getTracks().filter((other) => other !== old) ?? [];
    return new MediaStream(track ? [...others, track] : others);
  }

  #set(turn: number, media: LocalMedia): void {
    if (turn !== this.#turn) return;
    this.#media = media;
    const microphone = this.track('audio');
    if (microphone) microphone.enabled = media.audio !== 'muted';
    this.onChange(media);
  }
}

function keep(audio: LocalMedia['audio']): LocalMedia['audio'] {
  return audio === 'missing' ? 'on' : audio;
}

function stop(track: MediaStreamTrack): void {
  track.stop();
}

/** A wish, not a demand: for a device that was unplugged since, another one will do. */
function preferred(deviceId: string | null): MediaTrackConstraints {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}
