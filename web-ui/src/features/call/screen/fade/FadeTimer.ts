import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

/** Controls that nobody uses fade after this time. */
export const FADE_AFTER_MS = 3000;

/** Whether the controls of a call are shown. They fade when nothing happens for a while, but not while they are held. */
export class FadeTimer {
  readonly shown: StoreApi<boolean> = createStore(() => true);
  readonly #mayFade: () => boolean;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `mayFade` is asked each time that the controls are about to fade. */
  constructor(mayFade: () => boolean) {
    this.#mayFade = mayFade;
  }

  /** The user has moved, touched or pressed something. */
  activity(): void {
    this.shown.setState(true, true);
    this.#restart();
  }

  /** While `held`, the controls stay. */
  hold(held: boolean): void {
    this.#held = held;
    this.activity();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #restart(): void {
    clearTimeout(this.#timer);
    if (this.#held) return;
    this.#timer = setTimeout(() => {
      if (this.#mayFade()) this.shown.setState(false, true);
      else this.#restart();
    }, FADE_AFTER_MS);
  }
}
