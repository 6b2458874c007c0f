import type { IceCandidate, SessionDescription } from '../../gen/visavis/v1/common_pb';
import type { Relays } from './iceServers';
import type { MediaLink } from './model';
import type { Signal } from './PeerLink';
import { PeerLink } from './PeerLink';
import type { Measured } from './QualityReports';

export interface MediaSettings {
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  relays: () => Promise<Relays>;
  relayOnly: boolean;
  /** What this side sends, if it is there yet. */
  track: (kind: 'audio' | 'video') => MediaStreamTrack | null;
  /** Whether the far side sends pictures, so that a new device of it is worth waiting for. */
  expectsPicture: () => boolean;
  onStream: (stream: MediaStream) => void;
  /** The far side's new device, to be shown (`shown`) as soon as it has a picture. */
  onArriving: (stream: MediaStream | null) => void;
  onLink: (link: MediaLink) => void;
}

/** How one side of a call negotiates. */
export interface Negotiator {
  polite: () => boolean;
  send: (signal: Signal) => void;
}

/** Longer than a call rings. */
const PREFETCHED_FOR_MS = 60_000;
/** From asking for credentials until they have opened an allocation. */
const USED_WITHIN_MS = 5000;

/** A new device whose first picture takes longer than this, once it is connected, is shown without. */
const PICTURE_WITHIN_MS = 1500;

/** So long, at most, goes a device on whose call has moved away: the far side needs its picture until it has the next. */
export const LINGERS_FOR_MS = 1500;

interface Leg {
  link: PeerLink;
  stream: MediaStream;
  state: MediaLink;
}

/**
 * The media of one call: the link in use and, while the far side moves to another device or begins anew, the one before
 * it. What comes in through that one is shown until the new one has a picture: make before break.
 */
export class MediaLinks {
  readonly #settings: MediaSettings;
  #current: Leg | null = null;
  #fading: Leg | null = null;
  #lingering: ReturnType<typeof setTimeout> | undefined;
  #prefetched: { relays: Promise<Relays>; at: number } | null = null;

  constructor(settings: MediaSettings) {
    this.#settings = settings;
  }

  /** How the link in use fares; null while there is none. */
  get measured(): Measured | null {
    return this.#current?.link.measured ?? null;
  }

  get connected(): boolean {
    return this.#current?.link.connected ?? false;
  }

  /** Asks for relay credentials now, so that the next link need not wait for them. */
  prefetchIceServers(): void {
    if (!this.#prefetched || isStale(this.#prefetched.at)) {
      this.#prefetched = { relays: this.#settings.relays(), at: Date.now() };
    }
  }

  /** Gets ready for the offer of the far side. */
  prepare(negotiator: Negotiator): void {
    this.#endLingering();
    if (!this.#current) this.#replace(negotiator);
  }

  /** Offers. */
  begin(negotiator: Negotiator): void {
    this.#endLingering();
    this.#replace(negotiator).link.start();
  }

  receiveOffer(negotiator: Negotiator, offer: SessionDescription): void {
    if (this.#fading?.link.isWith(offer)) return; // from the device that is being left
    const current = this.#current;
    const leg = current && !current.link.isOutdatedBy(offer) ? current : this.#replace(negotiator);
    leg.link.receiveDescription('offer', offer.sdp);
  }

  /** The far side stays on the device that it had. If that one has been left already, it is offered to anew. */
  moveBack(negotiator: Negotiator): void {
    const old = this.#fading;
    if (!old) {
      this.begin(negotiator);
      return;
    }
    this.#current?.link.close();
    this.#current = old;
    this.#fading = null;
    this.#settings.onArriving(null);
    this.#settings.onLink(old.state);
    if (old.state !== 'connected') old.link.resume(true);
  }

  /** The user sees this stream. */
  shown(stream: MediaStream): void {
    if (this.#current?.stream === stream) this.#leaveOld();
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
    for (const leg of [this.#current, this.#fading]) {
      leg?.link.setTrack('audio', this.#settings.track('audio'));
      leg?.link.setTrack('video', this.#settings.track('video'));
    }
  }

  /** The call has moved away: goes on for a moment, unless another call begins. */
  linger(): void {
    this.#lingering = setTimeout(() => {
      this.close();
    }, LINGERS_FOR_MS);
  }

  #endLingering(): void {
    if (this.#lingering !== undefined) this.close();
  }

  close(): void {
    clearTimeout(this.#lingering);
    this.#lingering = undefined;
    this.#current?.link.close();
    this.#fading?.link.close();
    this.#current = this.#fading = null;
  }

  #replace({ polite, send }: Negotiator): Leg {
    this.#fading?.link.close();
    this.#fading = this.#current;
    const leg: Leg = {
      link: this.#open(() => leg, polite, send),
      stream: new MediaStream(),
      state: 'connecting',
    };
    this.#current = leg;
    this.refreshTracks();
    return leg;
  }

  #open(leg: () => Leg, polite: () => boolean, send: (signal: Signal) => void): PeerLink {
    return new PeerLink({
      connection: this.#settings.openConnection({
        bundlePolicy: 'max-bundle',
        iceTransportPolicy: this.#settings.relayOnly ? 'relay' : 'all',
      }),
      polite,
      send: (signal) => {
        if (this.#current === leg()) send(signal);
      },
      onTrack: (track) => {
        leg().stream.addTrack(track);
        this.#present(leg());
      },
      onLink: (state) => {
        leg().state = state;
        this.#linkChanged(leg());
      },
      iceServers: () => this.#takeIceServers(),
    });
  }

  #present(leg: Leg): void {
    if (leg !== this.#current) return;
    if (this.#fading) this.#settings.onArriving(leg.stream);
    else this.#settings.onStream(leg.stream);
  }

  #linkChanged(leg: Leg): void {
    if (leg !== this.#current) {
      // The old one breaks while the new one is not up yet: now there is nothing to be seen.
      if (leg === this.#fading && leg.state !== 'connected') this.#settings.onLink('reconnecting');
      return;
    }
    if (leg.state === 'connected') this.#connected(leg);
    else if (this.#fading?.state !== 'connected') this.#settings.onLink(leg.state);
  }

  #connected(leg: Leg): void {
    if (this.#fading && !this.#settings.expectsPicture()) this.#leaveOld();
    if (this.#fading) {
      setTimeout(() => {
        this.shown(leg.stream);
      }, PICTURE_WITHIN_MS);
    }
    this.#settings.onLink('connected');
  }

  #leaveOld(): void {
    if (!this.#fading || !this.#current) return;
    this.#fading.link.close();
    this.#fading = null;
    this.#settings.onStream(this.#current.stream);
  }

  /** What was asked for ahead serves once: credentials are short-lived. */
  async #takeIceServers(): Promise<RTCIceServer[]> {
    const prefetched = this.#prefetched;
    this.#prefetched = null;
    if (prefetched && !isStale(prefetched.at)) {
      const { servers, goodUntil } = await prefetched.relays;
      if (Date.now() + USED_WITHIN_MS < goodUntil) return servers;
    }
    return (await this.#settings.relays()).servers;
  }
}

function isStale(at: number): boolean {
  return Date.now() - at > PREFETCHED_FOR_MS;
}
