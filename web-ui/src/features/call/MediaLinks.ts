import type { IceCandidate, SessionDescription } from '../../gen/visavis/v1/common_pb';
import type { MediaLink } from './model';
import type { Signal } from './PeerLink';
import { PeerLink } from './PeerLink';

export interface MediaSettings {
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  iceServers: () => Promise<RTCIceServer[]>;
  relayOnly: boolean;
  /** What this side sends, if it is there yet. */
  track: (kind: 'audio' | 'video') => MediaStreamTrack | null;
  onStream: (stream: MediaStream) => void;
  onLink: (link: MediaLink) => void;
}

/** How one side of a call negotiates. */
export interface Negotiator {
  polite: boolean;
  send: (signal: Signal) => void;
}

/** Longer than a call rings; far shorter than credentials last. */
const PREFETCHED_FOR_MS = 60_000;

interface Leg {
  link: PeerLink;
  stream: MediaStream;
}

/**
 * The media of one call: the link in use and, while the far side moves to another device or begins anew, the one before
 * it, whose picture stays until the new one is up.
 */
export class MediaLinks {
  readonly #settings: MediaSettings;
  #current: Leg | null = null;
  #fading: Leg | null = null;
  #prefetched: { servers: Promise<RTCIceServer[]>; at: number } | null = null;

  constructor(settings: MediaSettings) {
    this.#settings = settings;
  }

  get connected(): boolean {
    return this.#current?.link.connected ?? false;
  }

  /** Asks for relay credentials now, so that the next link need not wait for them. */
  prefetchIceServers(): void {
    if (!this.#prefetched || isStale(this.#prefetched.at)) {
      this.#prefetched = { servers: this.#settings.iceServers(), at: Date.now() };
    }
  }

  /** Gets ready for the offer of the far side. */
  prepare(negotiator: Negotiator): void {
    if (!this.#current) this.#replace(negotiator);
  }

  /** Offers. */
  begin(negotiator: Negotiator): void {
    this.#replace(negotiator).link.start();
  }

  receiveOffer(negotiator: Negotiator, offer: SessionDescription): void {
    const current = this.#current;
    const leg = current && !current.link.isOutdatedBy(offer) ? current : this.#replace(negotiator);
    leg.link.receiveDescription('offer', offer.sdp);
  }

  receiveAnswer(answer: SessionDescription): void {
    this.#current?.link.receiveDescription('answer', answer.sdp);
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    this.#current?.link.receiveCandidate(candidate);
  }

  resume(mayHaveLost: boolean): void {
    this.#current?.link.resume(mayHaveLost);
  }

  /** Sends what this side captures by now. */
  refreshTracks(): void {
    for (const kind of ['audio', 'video'] as const) {
      this.#current?.link.setTrack(kind, this.#settings.track(kind));
    }
  }

  close(): void {
    this.#current?.link.close();
    this.#fading?.link.close();
    this.#current = this.#fading = null;
  }

  #replace({ polite, send }: Negotiator): Leg {
    this.#fading?.link.close();
    this.#fading = this.#current;
    const stream = new MediaStream();
    const link: PeerLink = new PeerLink({
      connection: this.#settings.openConnection({
        bundlePolicy: 'max-bundle',
        iceTransportPolicy: this.#settings.relayOnly ? 'relay' : 'all',
      }),
      polite,
      send: (signal) => {
        if (this.#current?.link === link) send(signal);
      },
      onTrack: (track) => {
        stream.addTrack(track);
        if (this.#current?.link === link && !this.#fading) this.#settings.onStream(stream);
      },
      onLink: (state) => {
        if (this.#current?.link === link) this.#linkChanged(state, stream);
      },
      iceServers: () => this.#takeIceServers(),
    });
    this.#current = { link, stream };
    this.refreshTracks();
    return this.#current;
  }

  #linkChanged(state: MediaLink, stream: MediaStream): void {
    if (state === 'connected' && this.#fading) {
      this.#fading.link.close();
      this.#fading = null;
      this.#settings.onStream(stream);
    }
    this.#settings.onLink(state);
  }

  /** What was asked for ahead serves once: credentials are short-lived. */
  #takeIceServers(): Promise<RTCIceServer[]> {
    const prefetched = this.#prefetched;
    this.#prefetched = null;
    return prefetched && !isStale(prefetched.at) ? prefetched.servers : this.#settings.iceServers();
  }
}

function isStale(at: number): boolean {
  return Date.now() - at > PREFETCHED_FOR_MS;
}
