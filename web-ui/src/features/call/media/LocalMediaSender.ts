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
  /** Tells the far side what it gets. */
  announce: (audio: boolean, video: boolean) => void;
  /** Tells the user that another device has taken the place of a lost one. */
  onReplaced: (words: string) => void;
  /** Media flows. */
  isConnected: () => boolean;
}

/** What this side sends in a call, and when it says so. */
export class LocalMediaSender {
  readonly #settings: SenderSettings;
  readonly #capture: MediaCapture;
  #state: 'closed' | 'opening' | 'open' = 'closed';
  /** Counts the calls. */
  #generation = 0;
  /** The call comes from another device, which ends its part as soon as this one says what it sends. */
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

  /** Unless it is open. */
  openIfClosed(media: CallMedia): void {
    if (this.#state === 'closed') this.open(media);
  }

  open(media: CallMedia): void {
    void this.#open(media === 'video', false); // a refusal becomes part of the model
  }

  /** The user's choice survives a reload or a move: who was muted, or had no camera on, stays so. */
  restore(call: Call): void {
    if (this.#state !== 'closed') return;
    const { audio, video } = ownMediaFlags(call, this.#settings.model().me);
    void this.#open(video, !audio);
  }

  /** The call is about to come from another device: once it is known what that one sends, `openAsBefore`. */
  expectHandOff(): void {
    this.close();
    this.#viaHandOff = true;
  }

  /** Both wanted a call, and only one of them a picture. */
  audioOnly(): void {
    if (this.#state !== 'closed') void this.setCamera(false); // the camera may still be asked for
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

  /** The call has moved away: goes on for a moment, unless another call begins. */
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
