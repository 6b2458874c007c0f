import type { IceCandidate, SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { Signal } from '../model/messages';
import type { MediaLink } from '../model/model';
import type { FarEnd, UserId } from '../model/peers';
import type { Send } from './FarEndMedia';
import { FarEndMedia } from './FarEndMedia';
import { IceServerCache } from './IceServerCache';
import type { IceServerSet } from './iceServers';
import type { StatsSource } from './quality';
import type { SentKind } from './sent';

export interface MediaLinkSettings {
  me: UserId;
  openConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  iceServers: () => Promise<IceServerSet>;
  relayOnly: boolean;
  /** The track that this device sends, if it is available. */
  track: (kind: SentKind) => MediaStreamTrack | null;
  /** Whether the far end sends video. */
  expectsVideo: (farEnd: FarEnd) => boolean;
  send: (farEnd: FarEnd, signal: Signal) => void;
  onChange: (farEnd: FarEnd, change: Partial<MediaLink>) => void;
}

/**
 * How long a device keeps sending after its call has moved to another device, so that the peer sees a picture until the
 * new device's first frame.
 */
export const LINGER_MS = 1500;

/** The media connections of one call, by far end. */
export class MediaLinks {
  readonly #settings: MediaLinkSettings;
  readonly #iceServers: IceServerCache;
  readonly #farEnds = new Map<FarEnd, FarEndMedia>();
  #closeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: MediaLinkSettings) {
    this.#settings = settings;
    this.#iceServers = new IceServerCache(settings.iceServers);
  }

  get farEnds(): readonly FarEnd[] {
    return [...this.#farEnds.keys()];
  }

  /** Reads the statistics of the connection to a far end; null while there is none. */
  statsSource(farEnd: FarEnd): StatsSource | null {
    return this.#farEnds.get(farEnd)?.statsSource ?? null;
  }

  /** Whether media flows to any far end. */
  get isConnected(): boolean {
    return [...this.#farEnds.values()].some(({ isConnected }) => isConnected);
  }

  /** How loud a far end is now, 0 to 1. */
  audioLevel(farEnd: FarEnd): number {
    return this.#farEnds.get(farEnd)?.audioLevel ?? 0;
  }

  /** Requests ICE servers now, so that the next connection does not have to wait for them. */
  prefetchIceServers(): void {
    this.#iceServers.prefetch();
  }

  /** Gets ready for the offer of a far end. */
  prepare(farEnd: FarEnd): void {
    this.#closeLingering();
    this.#to(farEnd).prepare();
  }

  /** Opens a new connection and sends an offer. `send` replaces the usual way to send the signals of this connection. */
  startWithOffer(farEnd: FarEnd, send?: Send): void {
    this.#closeLingering();
    this.#to(farEnd).startWithOffer(send);
  }

  receiveOffer(farEnd: FarEnd, offer: SessionDescription): void {
    this.#to(farEnd).receiveOffer(offer);
  }

  receiveAnswer(farEnd: FarEnd, answer: SessionDescription): void {
    this.#farEnds.get(farEnd)?.receiveAnswer(answer);
  }

  receiveCandidate(farEnd: FarEnd, candidate: IceCandidate | undefined): void {
    this.#farEnds.get(farEnd)?.receiveCandidate(candidate);
  }

  /** A hand-off of the peer was undone: it stays on its previous device. */
  returnToPrevious(farEnd: FarEnd): void {
    this.#to(farEnd).returnToPrevious();
  }

  /** The screen shows the first frame of this stream. */
  streamShown(stream: MediaStream): void {
    for (const media of this.#farEnds.values()) media.streamShown(stream);
  }

  /** The server connection was interrupted. */
  resume(possiblyMissedMessages: boolean): void {
    for (const media of this.#farEnds.values()) media.resume(possiblyMissedMessages);
  }

  /** Sends the tracks that this device captures now. */
  refreshTracks(): void {
    for (const media of this.#farEnds.values()) media.refreshTracks();
  }

  /** The call has moved to another device: keeps sending for a moment, unless another call begins. */
  keepOpenBriefly(): void {
    this.#closeTimer = setTimeout(() => {
      this.close();
    }, LINGER_MS);
  }

  /** The far end has left the call, or its media arrives in another way now. */
  closeTo(farEnd: FarEnd): void {
    const media = this.#farEnds.get(farEnd);
    if (!media) return;
    media.close();
    this.#farEnds.delete(farEnd);
    this.#settings.onChange(farEnd, {
      state: 'connecting',
      stream: null,
      incomingStream: null,
      screen: null,
    });
  }

  close(): void {
    clearTimeout(this.#closeTimer);
    this.#closeTimer = undefined;
    for (const media of this.#farEnds.values()) media.close();
    this.#farEnds.clear();
  }

  #closeLingering(): void {
    if (this.#closeTimer !== undefined) this.close();
  }

  #to(farEnd: FarEnd): FarEndMedia {
    const known = this.#farEnds.get(farEnd);
    if (known) return known;
    const media = this.#create(farEnd);
    this.#farEnds.set(farEnd, media);
    return media;
  }

  #create(farEnd: FarEnd): FarEndMedia {
    const { me, openConnection, relayOnly, track, expectsVideo, send, onChange } = this.#settings;
    return new FarEndMedia({
      openConnection: () =>
        openConnection({
          bundlePolicy: 'max-bundle',
          iceTransportPolicy: relayOnly ? 'relay' : 'all',
        }),
      iceServers: () => this.#iceServers.take(),
      track,
      expectsVideo: () => expectsVideo(farEnd),
      isPolite: isPolite(me, farEnd),
      send: (signal) => {
        send(farEnd, signal);
      },
      onStream: (stream) => {
        onChange(farEnd, { stream, incomingStream: null });
      },
      onIncomingStream: (incomingStream) => {
        onChange(farEnd, { incomingStream });
      },
      onScreen: (screen) => {
        onChange(farEnd, { screen });
      },
      onLinkState: (state) => {
        onChange(farEnd, { state });
      },
    });
  }
}

/** The offer of the smaller user id wins, as in glare. */
function isPolite(me: UserId, farEnd: FarEnd): boolean {
  return me > farEnd;
}
