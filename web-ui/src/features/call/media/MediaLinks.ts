import type { IceCandidate, SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { IceServerSet } from './iceServers';
import type { LinkState } from '../model/model';
import type { Signal } from '../model/messages';
import { PeerLink } from './PeerLink';
import type { StatsSource } from './quality';

export interface MediaLinkSettings {
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  iceServers: () => Promise<IceServerSet>;
  relayOnly: boolean;
  /** The track that this device sends, if it is available. */
  track: (kind: 'audio' | 'video') => MediaStreamTrack | null;
  /** Whether the peer sends video, so that it is worth waiting for the first frame of its new device. */
  expectsVideo: () => boolean;
  onStream: (stream: MediaStream) => void;
  /** The stream of the peer's new device. The caller reports its first frame with `streamShown`. */
  onIncomingStream: (stream: MediaStream | null) => void;
  onLinkState: (link: LinkState) => void;
}

/** How this side negotiates with the peer. */
export interface Negotiator {
  isPolite: () => boolean;
  send: (signal: Signal) => void;
}

/** Longer than the ring timeout. */
const PREFETCH_MAX_AGE_MS = 60_000;
/** The time from requesting credentials until they have opened an allocation. */
const CREDENTIAL_MARGIN_MS = 5000;

/** A new device is shown this long after it has connected, even without a first frame. */
const FIRST_FRAME_TIMEOUT_MS = 1500;

/** How long a device keeps sending after its call has moved to another device, so that the peer sees a picture until the new device's first frame. */
export const LINGER_MS = 1500;

interface OpenLink {
  link: PeerLink;
  stream: MediaStream;
  state: LinkState;
}

/**
 * The media of one call: the link in use and, while the far side moves to another device or begins anew, the one before
 * it. What comes in through that one is shown until the new one has a picture: make before break.
 */
export class MediaLinks {
  readonly #settings: MediaLinkSettings;
  #current: OpenLink | null = null;
  #previous: OpenLink | null = null;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  #prefetched: { servers: Promise<IceServerSet>; at: number } | null = null;

  constructor(settings: MediaLinkSettings) {
    this.#settings = settings;
  }

  /** How the link in use fares; null while there is none. */
  get statsSource(): StatsSource | null {
    return this.#current?.link.statsSource ?? null;
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
    this.#closeLingering();
    if (!this.#current) this.#replace(negotiator);
  }

  /** Offers. */
  startWithOffer(negotiator: Negotiator): void {
    this.#closeLingering();
    this.#replace(negotiator).link.start();
  }

  receiveOffer(negotiator: Negotiator, offer: SessionDescription): void {
    if (this.#previous?.link.isSamePeerAs(offer)) return; // from the device that is being left
    const current = this.#current;
    const leg = current && !current.link.needsNewConnectionFor(offer) ? current : this.#replace(negotiator);
    leg.link.receiveDescription('offer', offer.sdp);
  }

  /** The far side stays on the device that it had. If that one has been left already, it is offered to anew. */
  returnToPrevious(negotiator: Negotiator): void {
    const old = this.#previous;
    if (!old) {
      this.startWithOffer(negotiator);
      return;
    }
    this.#current?.link.close();
    this.#current = old;
    this.#previous = null;
    this.#settings.onIncomingStream(null);
    this.#settings.onLinkState(old.state);
    if (old.state !== 'connected') old.link.resume(true);
  }

  /** The user sees this stream. */
  streamShown(stream: MediaStream): void {
    if (this.#current?.stream === stream) this.#closePrevious();
  }

  receiveAnswer(answer: SessionDescription): void {
    this.#current?.link.receiveDescription('answer', answer.sdp);
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    this.#current?.link.receiveCandidate(candidate);
  }

  resume(possiblyMissedMessages: boolean): void {
    this.#current?.link.resume(possiblyMissedMessages);
  }

  /** Sends what this side captures by now. */
  refreshTracks(): void {
    for (const leg of [this.#current, this.#previous]) {
      leg?.link.setTrack('audio', this.#settings.track('audio'));
      leg?.link.setTrack('video', this.#settings.track('video'));
    }
  }

  /** The call has moved away: goes on for a moment, unless another call begins. */
  keepOpenBriefly(): void {
    this.#closeTimer = setTimeout(() => {
      this.close();
    }, LINGER_MS);
  }

  #closeLingering(): void {
    if (this.#closeTimer !== undefined) this.close();
  }

  close(): void {
    clearTimeout(this.#closeTimer);
    this.#closeTimer = undefined;
    this.#current?.link.close();
    this.#previous?.link.close();
    this.#current = this.#previous = null;
  }

  #replace({ isPolite, send }: Negotiator): OpenLink {
    this.#previous?.link.close();
    this.#previous = this.#current;
    const leg: OpenLink = {
      link: this.#open(() => leg, isPolite, send),
      stream: new MediaStream(),
      state: 'connecting',
    };
    this.#current = leg;
    this.refreshTracks();
    return leg;
  }

  #open(leg: () => OpenLink, isPolite: () => boolean, send: (signal: Signal) => void): PeerLink {
    return new PeerLink({
      connection: this.#settings.openConnection({
        bundlePolicy: 'max-bundle',
        iceTransportPolicy: this.#settings.relayOnly ? 'relay' : 'all',
      }),
      isPolite,
      send: (signal) => {
        if (this.#current === leg()) send(signal);
      },
      onTrack: (track) => {
        leg().stream.addTrack(track);
        this.#present(leg());
      },
      onLinkState: (state) => {
        leg().state = state;
        this.#linkChanged(leg());
      },
      iceServers: () => this.#takeIceServers(),
    });
  }

  #present(leg: OpenLink): void {
    if (leg !== this.#current) return;
    if (this.#previous) this.#settings.onIncomingStream(leg.stream);
    else this.#settings.onStream(leg.stream);
  }

  #linkChanged(leg: OpenLink): void {
    if (leg !== this.#current) {
      // The old one breaks while the new one is not up yet: now there is nothing to be seen.
      if (leg === this.#previous && leg.state !== 'connected') this.#settings.onLinkState('reconnecting');
      return;
    }
    if (leg.state === 'connected') this.#connected(leg);
    else if (this.#previous?.state !== 'connected') this.#settings.onLinkState(leg.state);
  }

  #connected(leg: OpenLink): void {
    if (this.#previous && !this.#settings.expectsVideo()) this.#closePrevious();
    if (this.#previous) {
      setTimeout(() => {
        this.streamShown(leg.stream);
      }, FIRST_FRAME_TIMEOUT_MS);
    }
    this.#settings.onLinkState('connected');
  }

  #closePrevious(): void {
    if (!this.#previous || !this.#current) return;
    this.#previous.link.close();
    this.#previous = null;
    this.#settings.onStream(this.#current.stream);
  }

  /** What was asked for ahead serves once: credentials are short-lived. */
  async #takeIceServers(): Promise<RTCIceServer[]> {
    const prefetched = this.#prefetched;
    this.#prefetched = null;
    if (prefetched && !isStale(prefetched.at)) {
      const { servers, validUntil } = await prefetched.servers;
      if (Date.now() + CREDENTIAL_MARGIN_MS < validUntil) return servers;
    }
    return (await this.#settings.iceServers()).servers;
  }
}

function isStale(at: number): boolean {
  return Date.now() - at > PREFETCH_MAX_AGE_MS;
}
