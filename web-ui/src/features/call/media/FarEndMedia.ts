import type { IceCandidate, SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { Signal } from '../model/messages';
import type { LinkState } from '../model/model';
import { PeerLink } from './PeerLink';
import type { SentKind } from './sent';
import { SENT_KINDS } from './sent';
import type { StatsSource } from './quality';

export interface FarEndSettings {
  openConnection: () => RTCPeerConnection;
  iceServers: () => Promise<RTCIceServer[]>;
  /** The track that this device sends, if it is available. */
  track: (kind: SentKind) => MediaStreamTrack | null;
  /** Whether the far end sends video, so that it is worth waiting for the first frame of its new device. */
  expectsVideo: () => boolean;
  /** Whether this side is the polite peer. */
  isPolite: boolean;
  send: Send;
  onStream: (stream: MediaStream) => void;
  /** The stream of the far end's new device. The screen reports its first frame with `streamShown`. */
  onIncomingStream: (stream: MediaStream | null) => void;
  /** What carries the screen of the far end while it shares one; null if nothing does. */
  onScreen: (stream: MediaStream | null) => void;
  onLinkState: (state: LinkState) => void;
}

export type Send = (signal: Signal) => void;

/** A new device is shown this long after it has connected, even without a first frame. */
const FIRST_FRAME_TIMEOUT_MS = 1500;

interface OpenLink {
  link: PeerLink;
  stream: MediaStream;
  screen: MediaStream | null;
  state: LinkState;
}

/**
 * The media connection to one far end: the current link and, while the far end moves to another device or starts again,
 * the previous one. The previous link's video is shown until the first frame of the new one (make before break).
 */
export class FarEndMedia {
  readonly #settings: FarEndSettings;
  #current: OpenLink | null = null;
  #previous: OpenLink | null = null;

  constructor(settings: FarEndSettings) {
    this.#settings = settings;
  }

  /** null while there is no connection. */
  get statsSource(): StatsSource | null {
    return this.#current?.link.statsSource ?? null;
  }

  get isConnected(): boolean {
    return this.#current?.link.connected ?? false;
  }

  /** How loud the far end is now, 0 to 1. */
  get audioLevel(): number {
    return this.#current?.link.audioLevel ?? 0;
  }

  /** Gets ready for the far end's offer. */
  prepare(): void {
    if (!this.#current) this.#replace({ gathersAhead: true });
  }

  /** Opens a new link and sends an offer. `send` replaces the usual way to send signals of this link. */
  startWithOffer(send = this.#settings.send): void {
    this.#replace({ send }).link.start();
  }

  receiveOffer(offer: SessionDescription): void {
    if (this.#previous?.link.isSamePeerAs(offer)) return; // from the device that the call has left
    const current = this.#current;
    const target = current && !current.link.needsNewConnectionFor(offer) ? current : this.#replace();
    target.link.receiveDescription('offer', offer.sdp);
  }

  receiveAnswer(answer: SessionDescription): void {
    this.#current?.link.receiveDescription('answer', answer.sdp);
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    this.#current?.link.receiveCandidate(candidate);
  }

  /** The far end stays on its previous device. If that link is closed already, sends a new offer. */
  returnToPrevious(): void {
    const previous = this.#previous;
    if (!previous) {
      this.startWithOffer();
      return;
    }
    this.#current?.link.close();
    this.#current = previous;
    this.#previous = null;
    this.#settings.onIncomingStream(null);
    this.#presentScreen();
    this.#settings.onLinkState(previous.state);
    if (previous.state !== 'connected') previous.link.resume(true);
  }

  /** The screen shows the first frame of this stream. */
  streamShown(stream: MediaStream): void {
    if (this.#current?.stream === stream) this.#closePrevious();
  }

  resume(possiblyMissedMessages: boolean): void {
    this.#current?.link.resume(possiblyMissedMessages);
  }

  /** Sends the tracks that this device captures now. */
  refreshTracks(): void {
    for (const open of [this.#current, this.#previous]) {
      for (const kind of SENT_KINDS) open?.link.setTrack(kind, this.#settings.track(kind));
    }
  }

  close(): void {
    this.#current?.link.close();
    this.#previous?.link.close();
    this.#current = this.#previous = null;
  }

  #replace({ gathersAhead = false, send = this.#settings.send } = {}): OpenLink {
    this.#previous?.link.close();
    this.#previous = this.#current;
    const open: OpenLink = {
      link: this.#open(() => open, gathersAhead, send),
      stream: new MediaStream(),
      screen: null,
      state: 'connecting',
    };
    this.#current = open;
    this.refreshTracks();
    return open;
  }

  #open(self: () => OpenLink, gathersAhead: boolean, send: Send): PeerLink {
    return new PeerLink({
      connection: this.#settings.openConnection(),
      isPolite: this.#settings.isPolite,
      gathersAhead,
      send: (signal) => {
        if (this.#current === self()) send(signal);
      },
      onTrack: (track, kind) => {
        if (kind === 'screen') {
          self().screen = new MediaStream([track]);
          this.#presentScreen();
          return;
        }
        self().stream.addTrack(track);
        this.#present(self());
      },
      onLinkState: (state) => {
        self().state = state;
        this.#stateChanged(self());
      },
      iceServers: this.#settings.iceServers,
    });
  }

  #present(open: OpenLink): void {
    if (open !== this.#current) return;
    if (this.#previous) this.#settings.onIncomingStream(open.stream);
    else this.#settings.onStream(open.stream);
  }

  /** The screen of the previous link is shown until the new one has a section for it. */
  #presentScreen(): void {
    this.#settings.onScreen(this.#current?.screen ?? this.#previous?.screen ?? null);
  }

  #stateChanged(open: OpenLink): void {
    if (open !== this.#current) {
      // The previous link breaks before the new one is connected, so nothing is visible now.
      if (open === this.#previous && open.state !== 'connected') this.#settings.onLinkState('reconnecting');
      return;
    }
    if (open.state === 'connected') this.#connected(open);
    else if (this.#previous?.state !== 'connected') this.#settings.onLinkState(open.state);
  }

  #connected(open: OpenLink): void {
    if (this.#previous && !this.#settings.expectsVideo()) this.#closePrevious();
    if (this.#previous) {
      setTimeout(() => {
        this.streamShown(open.stream);
      }, FIRST_FRAME_TIMEOUT_MS);
    }
    this.#settings.onLinkState('connected');
  }

  #closePrevious(): void {
    if (!this.#previous || !this.#current) return;
    this.#previous.link.close();
    this.#previous = null;
    this.#settings.onStream(this.#current.stream);
    this.#presentScreen();
  }
}
