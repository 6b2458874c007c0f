import type { FarEnd } from '../model/peers';
import type { MediaLinks } from './MediaLinks';

interface WatchSettings {
  links: Pick<MediaLinks, 'statsSource'>;
  /** The newest connection to this far end has decoded its first frame. */
  onFrame: (farEnd: FarEnd) => void;
}

const INTERVAL_MS = 100;

/** Notices the first frame of new connections, also of those that the screen does not show. */
export class FrameWatch {
  readonly #settings: WatchSettings;
  readonly #decoding = new Set<FarEnd>();
  #farEnds: readonly FarEnd[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
  }

  /** Replaces the far ends whose first frame is awaited. */
  watch(farEnds: readonly FarEnd[]): void {
    this.#farEnds = farEnds;
    if (farEnds.length > 0) this.#timer ??= setTimeout(() => void this.#check(), INTERVAL_MS);
  }

  /** Whether a frame of this far end was decoded since it was forgotten. */
  hasFrame(farEnd: FarEnd): boolean {
    return this.#decoding.has(farEnd);
  }

  /** The connection to this far end is closed. */
  forget(farEnd: FarEnd): void {
    this.#decoding.delete(farEnd);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#farEnds = [];
    this.#decoding.clear();
  }

  async #check(): Promise<void> {
    const arrived = await Promise.all(this.#farEnds.map((farEnd) => this.#hasNewFrame(farEnd)));
    if (this.#timer === undefined) return; // stopped in the meantime
    this.#timer = undefined;
    const found = this.#farEnds.filter((_, index) => arrived[index]);
    this.#farEnds = this.#farEnds.filter((farEnd) => !found.includes(farEnd));
    for (const farEnd of found) this.#settings.onFrame(farEnd);
    this.watch(this.#farEnds);
  }

  async #hasNewFrame(farEnd: FarEnd): Promise<boolean> {
    const source = this.#settings.links.statsSource(farEnd);
    if (!source) return false;
    const report = await source.stats.catch(() => null); // the connection was closed in the meantime
    let frames = 0;
    report?.forEach((stats: { type?: unknown; framesDecoded?: unknown }) => {
      if (stats.type === 'inbound-rtp' && typeof stats.framesDecoded === 'number')
        frames += stats.framesDecoded;
    });
    if (frames > 0) this.#decoding.add(farEnd);
    return frames > 0;
  }
}
