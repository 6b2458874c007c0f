interface Sentinel {
  readonly released: boolean;
  release: () => Promise<void>;
}

interface Settings {
  /** Asks the browser. It refuses while the page is hidden, or when the battery is low. */
  request: () => Promise<Sentinel>;
  isVisible: () => boolean;
}

/** Keeps the screen of this device on. The browser lets go of it when the page is hidden. */
export class WakeLock {
  readonly #settings: Settings;
  #wanted = false;
  #isAsking = false;
  #held: Sentinel | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  set(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#acquire();
    else this.#release();
  }

  /** The page was shown or hidden. */
  visibilityChanged(): void {
    if (this.#wanted) void this.#acquire();
  }

  async #acquire(): Promise<void> {
    const isHeld = this.#held !== null && !this.#held.released;
    if (isHeld || this.#isAsking || !this.#settings.isVisible()) return;
    this.#isAsking = true;
    try {
      this.#held = await this.#settings.request();
      if (!this.#wanted) this.#release();
    } catch {
      // the screen may turn off: the call goes on
    } finally {
      this.#isAsking = false;
    }
  }

  #release(): void {
    const held = this.#held;
    this.#held = null;
    held?.release().catch(() => undefined);
  }
}
