import type { MediaLinks } from '../media/MediaLinks';
import type { FarEnd, UserId } from '../model/peers';

interface HandoverSettings {
  links: Pick<MediaLinks, 'farEnds' | 'closeTo'>;
  /** Whether this peer's media arrives through the media server. */
  arrives: (peer: UserId) => boolean;
  /** Tells the peer that its media arrives through the media server. */
  tell: (peer: UserId) => void;
  now: () => number;
}

/** The screen has shown the first frame by then. */
const LINGER_MS = 400;
/** A peer that says nothing for this long does not need the direct connection, or cannot use the media server at all. */
const MAX_LINGER_MS = 10_000;
const CHECK_INTERVAL_MS = 200;

/**
 * The way from the mesh to the media server, peer by peer. A direct connection ends when the media of each side arrives at
 * the other one through the media server.
 */
export class Handover {
  readonly #settings: HandoverSettings;
  /** Since when the media of each peer arrives through the media server. */
  readonly #arrivedAt = new Map<FarEnd, number>();
  /** The peers that have this device's media through the media server. */
  readonly #heard = new Set<FarEnd>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: HandoverSettings) {
    this.#settings = settings;
  }

  /** This peer has said that it has this device's media through the media server. */
  heard(peer: UserId): void {
    this.#heard.add(peer);
  }

  /** Call this while the media server carries the call. */
  run(): void {
    const { links, arrives, tell, now } = this.#settings;
    for (const peer of links.farEnds) {
      if (!arrives(peer)) this.#arrivedAt.delete(peer);
      else if (!this.#arrivedAt.has(peer)) {
        this.#arrivedAt.set(peer, now());
        tell(peer);
      }
    }
    for (const peer of links.farEnds.filter((candidate) => this.#isDone(candidate))) {
      this.#arrivedAt.delete(peer);
      links.closeTo(peer);
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (links.farEnds.length > 0)
      this.#timer = setTimeout(() => {
        this.run();
      }, CHECK_INTERVAL_MS);
  }

  #isDone(peer: FarEnd): boolean {
    const waited = this.#settings.now() - (this.#arrivedAt.get(peer) ?? Infinity);
    return waited >= (this.#heard.has(peer) ? LINGER_MS : MAX_LINGER_MS);
  }

  /** The call is over, or the mesh carries it again. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#arrivedAt.clear();
    this.#heard.clear();
  }
}
