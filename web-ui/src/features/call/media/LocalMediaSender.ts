import type { Call } from '../../../gen/visavis/v1/common_pb';
import type { CallMedia } from '../../../lib/person';
import type { CaptureSettings } from './MediaCapture';
import { MediaCapture } from './MediaCapture';
import type { ScreenCaptureSettings } from './ScreenCapture';
import { ScreenCapture } from './ScreenCapture';
import type { SentKind } from './sent';
import { SoundMixer } from './SoundMixer';
import type { CallModel, CallNotice, LocalMedia, OwnScreen } from '../model/model';
import type { MediaFlags } from '../model/peers';
import { SCREEN_LEFT_BEHIND, SCREEN_LOST_BY_RELOAD } from '../model/screenText';
import { LINGER_MS } from './MediaLinks';
import { ownMediaFlags } from '../model/serverMessages';

interface SenderSettings {
  capture: Pick<CaptureSettings, 'devices' | 'preferences' | 'camera'> & {
    screen: Pick<ScreenCaptureSettings, 'capture' | 'video'>;
    openAudioContext: () => AudioContext;
  };
  model: () => CallModel;
  onChange: (local: LocalMedia) => void;
  onScreen: (screen: OwnScreen) => void;
  /** Tells the peer what this device sends. */
  announce: (flags: MediaFlags) => void;
  /** Tells the user what has become of a microphone, a camera or the shared screen. */
  onNotice: (notice: CallNotice) => void;
  /** Whether media flows to the peer. */
  isConnected: () => boolean;
}

/** Captures what this device sends in a call, and announces it to the peer. */
export class LocalMediaSender {
  readonly #settings: SenderSettings;
  readonly #capture: MediaCapture;
  /** The screen that the user shares. */
  readonly screen: ScreenCapture;
  readonly #mixer: SoundMixer;
  #state: 'closed' | 'opening' | 'open' = 'closed';
  /** Counts the calls, so that the result of an earlier `open` is ignored. */
  #generation = 0;
  /** A hand-off to this device. The first announcement completes it, so it waits until media flows. */
  #viaHandOff = false;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SenderSettings) {
    const { devices, preferences, camera, screen, openAudioContext } = settings.capture;
    this.#settings = settings;
    this.#capture = new MediaCapture({
      devices,
      preferences,
      camera,
      onChange: (local) => {
        settings.onChange(local);
        this.announce();
      },
      onReplaced: (text) => {
        settings.onNotice({ tone: 'status', text });
      },
    });
    this.screen = new ScreenCapture({
      ...screen,
      onChange: (own) => {
        settings.onScreen(own);
        if (own.state !== 'choosing') this.announce();
      },
      onNotice: settings.onNotice,
    });
    this.#mixer = new SoundMixer(openAudioContext);
  }

  track(kind: SentKind): MediaStreamTrack | null {
    switch (kind) {
      case 'audio':
        return this.#mixer.mix(this.#capture.track('audio'), this.screen.sound);
      case 'video':
        return this.#capture.track('video');
      case 'screen':
        return this.screen.track;
    }
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
    const { audio, video, screen } = ownMediaFlags(call, this.#settings.model().me);
    if (screen) this.#settings.onNotice(this.#viaHandOff ? SCREEN_LEFT_BEHIND : SCREEN_LOST_BY_RELOAD);
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
    const { isOn } = this.screen;
    this.#settings.announce({ audio: local.audio === 'on', video: local.video === 'on', screen: isOn });
  }

  close(): void {
    this.#reset();
    this.screen.stop();
    this.#mixer.close();
    this.#capture.close();
  }

  /**
   * The call has moved to another device: keeps sending for a moment, unless another call begins. The screen does not move
   * with it.
   */
  keepOpenBriefly(): void {
    if (this.screen.isOn) this.#settings.onNotice(SCREEN_LEFT_BEHIND);
    this.screen.stop();
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
