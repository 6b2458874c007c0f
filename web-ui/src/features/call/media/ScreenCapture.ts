import type { CallNotice, OwnScreen } from '../model/model';
import { NO_SCREEN } from '../model/model';
import { SCREEN_ENDED, screenErrorNotice } from '../model/screenText';

/** `MediaDevices.getDisplayMedia`. */
type CaptureScreen = (options: ScreenOptions) => Promise<MediaStream>;

/** With the options of Screen Capture that TypeScript does not know yet. Browsers ignore those that they do not know. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  selfBrowserSurface?: 'include' | 'exclude';
  surfaceSwitching?: 'include' | 'exclude';
  systemAudio?: 'include' | 'exclude';
}

export interface ScreenCaptureSettings {
  /** Undefined if the browser cannot capture a screen, as on phones. */
  capture: CaptureScreen | undefined;
  /** The largest picture that this device can encode. */
  video: MediaTrackConstraints;
  onChange: (screen: OwnScreen) => void;
  /** Tells the user why nothing is shared any more. */
  onNotice: (notice: CallNotice) => void;
}

/** Music and films are not to be treated like a voice. */
const SOUND: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** The screen, window or tab that the user shares. The browser asks the user which one. */
export class ScreenCapture {
  readonly #settings: ScreenCaptureSettings;
  #screen = NO_SCREEN;
  #sound: MediaStreamTrack | null = null;
  /** Counts the requests, so that the result of one that was given up is discarded. */
  #request = 0;

  constructor(settings: ScreenCaptureSettings) {
    this.#settings = settings;
  }

  get isSupported(): boolean {
    return this.#settings.capture !== undefined;
  }

  get isOn(): boolean {
    return this.#screen.state === 'on';
  }

  get track(): MediaStreamTrack | null {
    return this.#screen.stream?.getTracks()[0] ?? null;
  }

  /** The sound of a shared tab; null if there is none, or the browser cannot capture it. */
  get sound(): MediaStreamTrack | null {
    return this.#sound;
  }

  /** Lets the user choose what to share. If that fails, tells the user why. */
  async start(): Promise<void> {
    if (this.#screen.state !== 'off') return;
    const request = ++this.#request;
    this.#update({ ...NO_SCREEN, state: 'choosing' });
    const result = await this.#capture();
    if (request !== this.#request) {
      if (typeof result !== 'string') result.getTracks().forEach(end);
      return;
    }
    if (typeof result === 'string') {
      this.#update(NO_SCREEN);
      this.#settings.onNotice(screenErrorNotice(result));
    } else this.#accept(result);
  }

  /** Ends the capture, and the choice if the user has not made it. */
  stop(): void {
    this.#request += 1;
    if (this.#screen.state === 'off') return;
    this.track?.stop();
    this.#sound?.stop();
    this.#sound = null;
    this.#update(NO_SCREEN);
  }

  /** Returns the name of the DOMException if there is nothing to share. */
  async #capture(): Promise<MediaStream | string> {
    const { capture, video } = this.#settings;
    if (!capture) return 'NotSupportedError';
    try {
      return await capture({
        video,
        audio: SOUND,
        selfBrowserSurface: 'exclude', // would show itself endlessly, and send the others their own voices
        systemAudio: 'exclude', // contains the others' voices
        surfaceSwitching: 'include',
      });
    } catch (cause) {
      if (!(cause instanceof DOMException)) return 'UnknownError';
      const bySystem = cause.name === 'NotAllowedError' && /system/i.test(cause.message);
      return bySystem ? 'SystemNotAllowedError' : cause.name;
    }
  }

  #accept(captured: MediaStream): void {
    const tracks = captured.getTracks();
    const picture = tracks.find(({ kind }) => kind === 'video');
    if (!picture) {
      tracks.forEach(end);
      this.#update(NO_SCREEN);
      return;
    }
    picture.contentHint = 'detail';
    picture.addEventListener('ended', () => {
      this.#onPictureEnded(picture);
    });
    const sound = (this.#sound = tracks.find(({ kind }) => kind === 'audio') ?? null);
    sound?.addEventListener('ended', () => {
      this.#onSoundEnded(sound);
    });
    this.#update({ state: 'on', stream: new MediaStream([picture]), hasSound: sound !== null });
  }

  /** The user has stopped it in the browser's own bar, or the shared window was closed. */
  #onPictureEnded(picture: MediaStreamTrack): void {
    if (this.track !== picture) return;
    this.stop();
    this.#settings.onNotice(SCREEN_ENDED);
  }

  #onSoundEnded(sound: MediaStreamTrack): void {
    if (this.#sound !== sound) return;
    this.#sound = null;
    this.#update({ ...this.#screen, hasSound: false });
  }

  #update(screen: OwnScreen): void {
    this.#screen = screen;
    this.#settings.onChange(screen);
  }
}

function end(track: MediaStreamTrack): void {
  track.stop();
}
