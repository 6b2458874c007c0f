import type { IceCandidate, SessionDescription } from '../../../../gen/visavis/v1/common_pb';
import type { Signal, SfuStream } from '../../model/messages';
import type { UserId } from '../../model/peers';
import type { StatsSource } from '../quality';
import type { SentKind } from '../sent';
import type { CameraLayer } from './cameraLayers';
import type { InboundSample } from './inboundStats';
import { PublishLink } from './PublishLink';
import type { SfuLinkSettings, SfuLinkState } from './SfuLink';
import type { Assignment, SlotKind } from './Slots';
import { Slots } from './Slots';
import { SubscribeLink } from './SubscribeLink';

export interface RoomSettings {
  generation: number;
  openConnection: () => RTCPeerConnection;
  iceServers: () => Promise<RTCIceServer[]>;
  layers: readonly CameraLayer[];
  send: (stream: SfuStream, signal: Signal) => void;
  /** A connection came up, or more can be shown than before. */
  onChange: () => void;
  /** The media server does not answer, or the path to it is broken. */
  onFailed: () => void;
  now: () => number;
}

/** The server has told the media server by then who has left. */
const LEAVE_MS = 1000;

/** The two connections to one room on the media server. */
export class SfuRoom {
  readonly generation: number;
  readonly #settings: RoomSettings;
  readonly #publish: PublishLink;
  #subscribe: SubscribeLink | null = null;
  #slots = new Slots();
  /** When both connections were up for the first time. */
  #connectedAt: number | null = null;
  #publishingSince: number | null = null;

  constructor(settings: RoomSettings) {
    this.#settings = settings;
    this.generation = settings.generation;
    this.#publish = new PublishLink(this.#linkSettings('publish'), settings.layers);
    this.#publish.start();
  }

  get isPublishing(): boolean {
    return this.#publish.link.isConnected;
  }

  get isReceiving(): boolean {
    return this.#subscribe?.link.isConnected ?? false;
  }

  /** When the media server has known this device first. */
  get publishingSince(): number | null {
    return this.#publishingSince;
  }

  get connectedAt(): number | null {
    return this.#connectedAt;
  }

  /** What is received; null while nothing is. */
  get statsSource(): StatsSource | null {
    return this.#subscribe?.link.statsSource ?? null;
  }

  /** What is sent. */
  get publishStatsSource(): StatsSource {
    return this.#publish.link.statsSource;
  }

  get slots(): Slots {
    return this.#slots;
  }

  setTrack(kind: SentKind, track: MediaStreamTrack | null): void {
    this.#publish.setTrack(kind, track);
  }

  /** Nobody shows the pictures of this device higher than this, in pixels. */
  limit(camera: number, screen: number): void {
    this.#publish.limit(camera, screen);
  }

  /** An offer of the media server. One that does not continue the connection replaces it. */
  receiveOffer(offer: SessionDescription): void {
    if (this.#subscribe && !this.#subscribe.continues(offer)) {
      this.#subscribe.close();
      this.#subscribe = null;
      this.#slots = new Slots();
    }
    this.#subscribe ??= new SubscribeLink({
      ...this.#linkSettings('subscribe'),
      onNegotiated: () => {
        this.#bind();
      },
    });
    this.#subscribe.receiveOffer(offer.sdp);
  }

  receiveAnswer(answer: SessionDescription): void {
    this.#publish.receiveAnswer(answer.sdp);
  }

  receiveCandidate(stream: SfuStream, candidate: IceCandidate | undefined): void {
    const link = stream === 'publish' ? this.#publish.link : this.#subscribe?.link;
    link?.receiveCandidate(candidate);
  }

  /** What each section of `subscribe` carries from now on. */
  receiveTracks(assignments: readonly Assignment[]): void {
    this.#slots.assign(assignments, this.#settings.now());
    this.#bind();
  }

  /** Takes in what has been received by now. */
  sample({ sections }: InboundSample): void {
    if (this.#slots.sample(sections, this.#settings.now())) this.#settings.onChange();
  }

  stream(userId: UserId, kind: SlotKind): MediaStream | null {
    return this.#slots.stream(userId, kind);
  }

  /** For good: what this device sends flows another way. */
  stopSending(): void {
    this.#publish.close();
  }

  /** For good: what is received arrives another way. */
  stopReceiving(): void {
    this.#subscribe?.close();
  }

  /**
   * Sends nothing any more. The connections stay until the media server knows that this device has left: it first takes
   * the others off what it sends, because a section whose source has ended can be used again only after a negotiation.
   */
  closeSoon(): void {
    for (const kind of ['audio', 'video'] as const) this.setTrack(kind, null);
    setTimeout(() => {
      this.close();
    }, LEAVE_MS);
  }

  close(): void {
    this.stopSending();
    this.stopReceiving();
  }

  #bind(): void {
    const subscribe = this.#subscribe;
    if (subscribe) this.#slots.bind((mid) => subscribe.track(mid));
    this.#settings.onChange();
  }

  #linkSettings(stream: SfuStream): SfuLinkSettings {
    const { openConnection, iceServers, send } = this.#settings;
    return {
      connection: openConnection(),
      iceServers,
      send: (signal) => {
        send(stream, signal);
      },
      onState: (state) => {
        this.#onState(state);
      },
    };
  }

  #onState(state: SfuLinkState): void {
    if (state === 'failed') {
      this.#settings.onFailed();
      return;
    }
    if (this.isPublishing) this.#publishingSince ??= this.#settings.now();
    if (this.isPublishing && this.isReceiving) this.#connectedAt ??= this.#settings.now();
    this.#settings.onChange();
  }
}
