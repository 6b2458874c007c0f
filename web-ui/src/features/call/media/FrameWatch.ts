import type { FarEnd } from '../model/peers';
import type { MediaLinks } from './MediaLinks';

interface WatchSettings {
  links: Pick<MediaLinks, 'statsSource'>;
  /** The newest connection to this far end has decoded the first frame of a track. */
  onFrame: (farEnd: FarEnd) => void;
}

type Inbound = Readonly<Partial<Record<'type' | 'framesDecoded' | 'trackIdentifier', unknown>>>;

const INTERVAL_MS = 100;

/** Notices the first frames of new connections, also of those that the screen does not show. */
export class FrameWatch {
  readonly #settings: WatchSettings;
  /** The identifiers of the tracks of which frames were decoded. */
  readonly #decoded = new Map<FarEnd, ReadonlySet<string>>();
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

  /** Whether a frame of this stream of the far end was decoded since the far end was forgotten. */
  hasFrame(farEnd: FarEnd, stream: MediaStream | null): boolean {
    const decoded = this.#decoded.get(farEnd);
    return stream?.getVideoTracks().some(({ id }) => decoded?.has(id)) ?? false;
  }

  /** The connection to this far end is closed. */
  forget(farEnd: FarEnd): void {
    this.#decoded.delete(farEnd);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#farEnds = [];
    this.#decoded.clear();
  }

  async #check(): Promise<void> {
    const arrived = await Promise.all(this.#farEnds.map((farEnd) => this.#hasNewTrack(farEnd)));
    if (this.#timer === undefined) return; // stopped in the meantime
    this.#timer = undefined;
    for (const farEnd of this.#farEnds.filter((_, index) => arrived[index])) this.#settings.onFrame(farEnd);
    this.watch(this.#farEnds);
  }

  async #hasNewTrack(farEnd: FarEnd): Promise<boolean> {
    const report = await this.#settings.links.statsSource(farEnd)?.stats.catch(() => null); // it may have been closed
    const decoded = new Set<string>();
    report?.forEach(({ type, framesDecoded, trackIdentifier }: Inbound) => {
      if (type === 'inbound-rtp' && Number(framesDecoded) > 0) decoded.add(String(trackIdentifier));
    });
    const before = this.#decoded.get(farEnd);
    this.#decoded.set(farEnd, decoded);
    return [...decoded].some((id) => !before?.has(id));
  }
}
