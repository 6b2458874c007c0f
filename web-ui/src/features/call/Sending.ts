import type { Call } from '../../gen/visavis/v1/common_pb';
import type { CallMedia } from '../../lib/person';
import type { Browser } from './browser';
import { Capture } from './Capture';
import type { CallModel, LocalMedia } from './model';
import { LINGERS_FOR_MS } from './MediaLinks';
import { ownFlags } from './received';

interface SendingSettings {
  browser: Pick<Browser, 'devices' | 'chosen' | 'camera'>;
  model: () => CallModel;
  onChange: (local: LocalMedia) => void;
  /** Tells the far side what it gets. */
  tell: (audio: boolean, video: boolean) => void;
  /** Tells the user that another device has taken the place of a lost one. */
  onReplaced: (words: string) => void;
  /** Media flows. */
  connected: () => boolean;
}

/** What this side sends in a call, and when it says so. */
export class Sending {
  readonly #settings: SendingSettings;
  readonly #capture: Capture;
  #state: 'closed' | 'opening' | 'open' = 'closed';
  /** Counts the calls. */
  #turn = 0;
  /** The call comes from another device, which ends its part as soon as this one says what it sends. */
  #moves = false;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SendingSettings) {
    const { devices, chosen, camera } = settings.browser;
    this.#settings = settings;
    this.#capture = new Capture({
      devices,
      chosen,
      camera,
      onChange: (local) => {
        settings.onChange(local);
        this.tell();
      },
      onReplaced: settings.onReplaced,
    });
  }

  track(kind: 'audio' | 'video'): MediaStreamTrack | null {
    return this.#capture.track(kind);
  }

  /** Unless it is open. */
  openOnce(media: CallMedia): void {
    if (this.#state === 'closed') this.open(media);
  }

  open(media: CallMedia): void {
    void this.#open(media === 'video', false); // a refusal becomes part of the model
  }

  /** The user's choice survives a reload or a move: who was muted, or had no camera on, stays so. */
  openAsBefore(call: Call): void {
    if (this.#state !== 'closed') return;
    const { audio, video } = ownFlags(call, this.#settings.model().me);
    void this.#open(video, !audio);
  }

  /** The call is about to come from another device: once it is known what that one sends, `openAsBefore`. */
  expectMove(): void {
    this.close();
    this.#moves = true;
  }

  /** Both wanted a call, and only one of them a picture. */
  soundOnly(): void {
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

  tell(): void {
    if (this.#moves && (this.#state !== 'open' || !this.#settings.connected())) return;
    const { local } = this.#settings.model();
    this.#settings.tell(local.audio === 'on', local.video === 'on');
  }

  close(): void {
    this.#leave();
    this.#capture.close();
  }

  /** The call has moved away: goes on for a moment, unless another call begins. */
  linger(): void {
    this.#leave();
    this.#lingering = setTimeout(() => {
      this.close();
    }, LINGERS_FOR_MS);
  }

  #leave(): void {
    clearTimeout(this.#lingering);
    this.#turn += 1;
    this.#state = 'closed';
    this.#moves = false;
  }

  async #open(video: boolean, muted: boolean): Promise<void> {
    clearTimeout(this.#lingering);
    const turn = ++this.#turn;
    this.#state = 'opening';
    await this.#capture.open(video, muted);
    if (turn !== this.#turn) return;
    this.#state = 'open';
    if (this.#moves) this.tell();
  }
}
