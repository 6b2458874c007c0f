import type { Call } from '../../../gen/visavis/v1/common_pb';
import type { CallMedia } from '../../../lib/person';
import type { CaptureSettings } from './MediaCapture';
import { MediaCapture } from './MediaCapture';
import type { CallModel, LocalMedia } from '../model/model';
import { LINGER_MS } from './MediaLinks';
import { ownMediaFlags } from '../model/serverMessages';

interface SenderSettings {
  capture: Pick<CaptureSettings, 'devices' | 'preferences' | 'camera'>;
  model: () => CallModel;
  onChange: (local: LocalMedia) => void;
  /** Tells the peer what this device sends. */
  announce: (audio: boolean, video: boolean) => void;
  /** Tells the user that another microphone or camera has replaced a lost one. */
  onReplaced: (text: string) => void;
  /** Whether media flows to the peer. */
  isConnected: () => boolean;
}

/** Captures what this device sends in a call, and announces it to the peer. */
export class LocalMediaSender {
  readonly #settings: SenderSettings;
  readonly #capture: MediaCapture;
  #state: 'closed' | 'opening' | 'open' = 'closed';
  /** Counts the calls, so that the result of an earlier `open` is ignored. */
  #generation = 0;
  /** A hand-off to this device. The first announcement completes it, so it waits until media flows. */
  #viaHandOff = false;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SenderSettings) {
    const { devices, preferences, camera } = settings.capture;
    this.#settings = settings;
    this.#capture = new MediaCapture({
      devices,
      preferences,
      camera,
      onChange: (local) => {
        settings.onChange(local);
        this.announce();
      },
      onReplaced: settings.onReplaced,
    });
  }

  track(kind: 'audio' | 'video'): MediaStreamTrack | null {
    return this.#capture.track(kind);
  }

  openIfClosed(media: CallMedia): void {
    if (this.#state === 'closed') this.open(media);
  }

  open(media: CallMedia): void {
    void this.#open(media === 'video', false); // a failure becomes part of the model
  }

  /** Restores the user's choices after a reload or a hand-off: whether they were muted, and whether the camera was on. */
  restore(call: Call): void {
    if (this.#state !== 'closed') return;
    const { audio, video } = ownMediaFlags(call, this.#settings.model().me);
    void this.#open(video, !audio);
  }

  /** A hand-off to this device begins. `restore` opens the media once it is known what the other device sends. */
  expectHandOff(): void {
    this.close();
    this.#viaHandOff = true;
  }

  /** Turns the camera off, because the peer asked for an audio call. */
  audioOnly(): void {
    if (this.#state !== 'closed') void this.setCamera(false); // cancels a pending request, too
  }

  async setMuted(muted: boolean): Promise<void> {
    await this.#capture.setMuted(muted);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#capture.setCamera(on);
  }

  async choose(kind: 'audio' | 'video', deviceId: string): Promise<void> {
    await this.#capture.choose(kind, deviceId);
  }

  announce(): void {
    if (this.#viaHandOff && (this.#state !== 'open' || !this.#settings.isConnected())) return;
    const { local } = this.#settings.model();
    this.#settings.announce(local.audio === 'on', local.video === 'on');
  }

  close(): void {
    this.#reset();
    this.#capture.close();
  }

  /** The call has moved to another device: keeps sending for a moment, unless another call begins. */
  keepOpenBriefly(): void {
    this.#reset();
    this.#closeTimer = setTimeout(() => {
      this.close();
    }, LINGER_MS);
  }

  #reset(): void {
    clearTimeout(this.#closeTimer);
    this.#generation += 1;
    this.#state = 'closed';
    this.#viaHandOff = false;
  }

  async #open(video: boolean, muted: boolean): Promise<void> {
    clearTimeout(this.#closeTimer);
    const turn = ++this.#generation;
    this.#state = 'opening';
    await this.#capture.open(video, muted);
    if (turn !== this.#generation) return;
    this.#state = 'open';
    if (this.#viaHandOff) this.announce();
  }
}
