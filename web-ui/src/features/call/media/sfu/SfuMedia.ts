import type { IceCandidate, SessionDescription } from '../../../../gen/visavis/v1/common_pb';
import type { SfuStream, ShownTile, Signal } from '../../model/messages';
import type { UserId } from '../../model/peers';
import type { StatsSource } from '../quality';
import type { SentKind } from '../sent';
import { SENT_KINDS } from '../sent';
import { cameraLayers } from './cameraLayers';
import type { InboundSample } from './inboundStats';
import { readInbound } from './inboundStats';
import type { ServerReception } from './ReceivedQuality';
import { ReceivedQuality } from './ReceivedQuality';
import { SfuRoom } from './SfuRoom';
import type { Assignment, SlotKind } from './Slots';
import { ViewControl } from './ViewControl';

export interface SfuSettings {
  openConnection: () => RTCPeerConnection;
  iceServers: () => Promise<RTCIceServer[]>;
  /** The constraints for the camera. */
  camera: MediaTrackConstraints;
  /** The track that is to be sent; null if it is missing or muted. */
  track: (kind: SentKind) => MediaStreamTrack | null;
  /** Whether this person sends a picture of this kind. */
  expects: (userId: UserId, kind: ShownTile['kind']) => boolean;
  send: (stream: SfuStream, generation: number, signal: Signal) => void;
  sendView: (generation: number, tiles: readonly ShownTile[]) => void;
  /** More or less than before can be shown. */
  onChange: () => void;
  /** How well media arrives, about twice a second. */
  onReception: (reception: ServerReception) => void;
  now: () => number;
}

const SAMPLE_INTERVAL_MS = 500;
/** While something is awaited. */
const SHORT_INTERVAL_MS = 100;
/** A picture without a frame for this long is shown as frozen. */
const FROZEN_MS = 2000;
/** No camera makes so few frames. */
const STOPPED_MS = 1500;
/** The media server should have offered by then what this device is to receive. */
const OFFER_TIMEOUT_MS = 6000;
/** A former room is kept at most this long after the new one has connected. */
const KEEP_PREVIOUS_MS = 5000;
/** How long this device still sends to a former room after everything has arrived in the new one: others may be slower. */
const OTHERS_FOLLOW_MS = 3000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 8000;
/** New connections because of a missing picture; doubles each time. */
const REBUILD_INTERVAL_MS = 20_000;

/**
 * The media of a call that flows through the media server. While a new room, or new connections to the same room, come up,
 * the pictures of the former ones stay.
 */
export class SfuMedia {
  readonly #settings: SfuSettings;
  readonly #view: ViewControl;
  readonly #quality = new ReceivedQuality();
  #measured: object | null = null;
  #current: SfuRoom | null = null;
  #previous: SfuRoom | null = null;
  /** A former room that this device only sends to. */
  #left: SfuRoom | null = null;
  #sending = false;
  #attempts = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #sampleTimer: ReturnType<typeof setTimeout> | undefined;
  #rebuildAt = 0;
  #rebuildIntervalMs = REBUILD_INTERVAL_MS;

  constructor(settings: SfuSettings) {
    this.#settings = settings;
    this.#view = new ViewControl({
      send: (tiles) => {
        if (this.#current) settings.sendView(this.#current.generation, tiles);
      },
      expects: settings.expects,
      onStalled: () => {
        this.#rebuildIfDue();
      },
    });
  }

  /** The generation of the present room; null while there is none. */
  get generation(): number | null {
    return this.#current?.generation ?? null;
  }

  /** Both connections are up. */
  get isConnected(): boolean {
    return (this.#current?.isPublishing ?? false) && (this.#current?.isReceiving ?? false);
  }

  /** When both connections to the present room were up for the first time. */
  get connectedAt(): number | null {
    return this.#current?.connectedAt ?? null;
  }

  /** Whether the connection that receives is up. */
  get isReceiving(): boolean {
    return this.#current?.isReceiving ?? false;
  }

  get statsSource(): StatsSource | null {
    return this.#current?.statsSource ?? null;
  }

  /** What is sent; null while there is no room. */
  get publishStatsSource(): StatsSource | null {
    return this.#current?.publishStatsSource ?? null;
  }

  get isSending(): boolean {
    return this.#sending;
  }

  /** Opens the connections to a room, unless they are open. */
  open(generation: number): void {
    if (this.#current?.generation === generation) return;
    this.#attempts = 0;
    this.#rebuildAt = 0;
    this.#rebuildIntervalMs = REBUILD_INTERVAL_MS;
    this.#replace(generation);
  }

  /** Whether this device sends its microphone, camera and screen. */
  setSending(sending: boolean): void {
    if (this.#sending === sending) return;
    this.#sending = sending;
    this.refreshTracks();
  }

  /** Sends the tracks that this device captures now. */
  refreshTracks(): void {
    for (const kind of SENT_KINDS)
      for (const room of [this.#current, this.#previous, this.#left])
        room?.setTrack(kind, this.#sending ? this.#settings.track(kind) : null);
  }

  /** The pictures on the screen, the most important first. */
  show(tiles: readonly ShownTile[]): void {
    this.#view.show(tiles, this.#settings.now());
  }

  receiveOffer(generation: number, offer: SessionDescription): void {
    this.#room(generation)?.receiveOffer(offer);
  }

  receiveAnswer(generation: number, answer: SessionDescription): void {
    this.#room(generation)?.receiveAnswer(answer);
  }

  receiveCandidate(generation: number, stream: SfuStream, candidate: IceCandidate | undefined): void {
    this.#room(generation)?.receiveCandidate(stream, candidate);
  }

  receiveTracks(generation: number, assignments: readonly Assignment[]): void {
    this.#room(generation)?.receiveTracks(assignments);
    this.#sampleAfter(SHORT_INTERVAL_MS);
  }

  receiveSendLimits(generation: number, cameraHeight: number, screenHeight: number): void {
    this.#room(generation)?.limit(cameraHeight, screenHeight);
  }

  /** What arrives of a person; null while nothing does. */
  stream(userId: UserId, kind: SlotKind): MediaStream | null {
    return this.#current?.stream(userId, kind) ?? this.#previous?.stream(userId, kind) ?? null;
  }

  /** Whether something of a person is about to arrive. */
  isAwaited(userId: UserId, kind: SlotKind): boolean {
    return this.#current?.slots.isAwaited(userId, kind, this.#settings.now()) ?? false;
  }

  /** Whether the picture of a person has stopped. */
  isFrozen(userId: UserId): boolean {
    const room = this.#current?.stream(userId, 'camera') ? this.#current : this.#previous;
    return (room?.slots.stalledFor(userId, 'camera', this.#settings.now()) ?? 0) >= FROZEN_MS;
  }

  /** Whether the picture of a person is left out because the link of this device cannot bear it. */
  isPaused(userId: UserId): boolean {
    return this.#view.isPaused(userId);
  }

  /** The connection to the server was interrupted. */
  resume(): void {
    this.#view.repeat(this.#settings.now());
  }

  close(): void {
    const wasOpen = this.#current !== null;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#sampleTimer);
    this.#sampleTimer = undefined;
    this.#current?.closeSoon();
    this.#previous?.close();
    this.#left?.close();
    this.#current = this.#previous = this.#left = null;
    this.#sending = false;
    this.#view.stop();
    if (wasOpen) this.#settings.onChange();
  }

  /** Messages of another generation are void. */
  #room(generation: number): SfuRoom | null {
    return this.#current?.generation === generation ? this.#current : null;
  }

  #replace(generation: number): void {
    clearTimeout(this.#retryTimer);
    const old = this.#current;
    if (old && old.slots.ready.length > 0) {
      this.#previous?.close();
      this.#previous = old;
    } else old?.close();
    this.#current = this.#open(generation);
    this.refreshTracks();
    this.#view.stop();
    this.#sampleAfter(SAMPLE_INTERVAL_MS);
  }

  #open(generation: number): SfuRoom {
    const { openConnection, iceServers, camera, send, now } = this.#settings;
    let servers: Promise<RTCIceServer[]> | null = null;
    const room: SfuRoom = new SfuRoom({
      generation,
      openConnection,
      iceServers: () => (servers ??= iceServers()),
      layers: cameraLayers(camera),
      send: (stream, signal) => {
        if (this.#current !== room) return;
        send(stream, generation, signal);
        // The media server knows this device from its offer on.
        if (stream === 'publish' && signal.kind === 'offer') this.#view.restart(now());
      },
      onChange: () => {
        this.#onRoomChange(room);
      },
      onFailed: () => {
        if (this.#current === room) this.#retry(generation);
      },
      now,
    });
    return room;
  }

  #onRoomChange(room: SfuRoom): void {
    if (room !== this.#current) return;
    if (this.isConnected) this.#attempts = 0;
    this.#closePreviousIfDone();
    this.#settings.onChange();
  }

  #retry(generation: number): void {
    const delay = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts);
    this.#attempts += 1;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#replace(generation);
    }, delay);
  }

  #rebuildIfDue(): void {
    const now = this.#settings.now();
    if (!this.#current || now < this.#rebuildAt) return;
    this.#rebuildAt = now + this.#rebuildIntervalMs;
    this.#rebuildIntervalMs *= 2;
    this.#replace(this.#current.generation);
  }

  /** Everything that the former room still shows has arrived in the new one, or does not come. */
  #closePreviousIfDone(): void {
    const [current, previous] = [this.#current, this.#previous];
    if (!current || !previous) return;
    const arrived = previous.slots.ready.every(({ userId, kind }) => current.stream(userId, kind));
    const waited = this.#settings.now() - (current.connectedAt ?? Infinity);
    if (!arrived && waited < KEEP_PREVIOUS_MS) return;
    this.#previous = null;
    this.#left?.close();
    this.#left = previous;
    setTimeout(() => {
      previous.stopReceiving(); // after the screen has shown the first frame of the new streams
    }, SAMPLE_INTERVAL_MS);
    setTimeout(() => {
      previous.close();
      if (this.#left === previous) this.#left = null;
    }, OTHERS_FOLLOW_MS);
  }

  /** What is sent to a former room whose pictures have all stopped only takes the processor from the new one. */
  async #leaveDeadRoom(): Promise<void> {
    const { now, expects } = this.#settings;
    const previous = this.#previous;
    const source = previous?.statsSource;
    if (!previous || !source) return;
    previous.sample(readInbound(await source.stats));
    const cameras = previous.slots.ready.filter(
      ({ kind, userId }) => kind === 'camera' && expects(userId, 'camera'),
    );
    const stopped = cameras.filter(
      ({ userId }) => (previous.slots.stalledFor(userId, 'camera', now()) ?? 0) >= STOPPED_MS,
    );
    if (stopped.length > 0 && stopped.length === cameras.length) previous.stopSending();
  }

  #checkOffered(room: SfuRoom): void {
    const waited = this.#settings.now() - (room.publishingSince ?? Infinity);
    if (this.#sending && !room.isReceiving && waited >= OFFER_TIMEOUT_MS) this.#rebuildIfDue();
  }

  #sampleAfter(ms: number): void {
    clearTimeout(this.#sampleTimer);
    this.#sampleTimer = setTimeout(() => void this.#sample(), ms);
  }

  async #sampleCurrent(): Promise<void> {
    const room = this.#current;
    const source = room?.statsSource;
    if (!room || !source) return;
    const sample = readInbound(await source.stats);
    if (room !== this.#current) return;
    room.sample(sample);
    this.#judge(room, source.connection, sample);
    const now = this.#settings.now();
    if (this.#sending) this.#view.tick(sample, room.slots, room.connectedAt ?? now, now);
  }

  #judge(room: SfuRoom, connection: object, sample: InboundSample): void {
    if (this.#measured !== connection) this.#quality.clear();
    this.#measured = connection;
    const reception = this.#quality.update(sample, room.slots.ready, this.#view.remedy);
    if (reception) this.#settings.onReception(reception);
  }

  async #sample(): Promise<void> {
    const room = this.#current;
    try {
      await this.#sampleCurrent();
      await this.#leaveDeadRoom();
    } catch {
      // a connection was closed in the meantime
    }
    if (!this.#current || room !== this.#current) return;
    this.#checkOffered(this.#current);
    this.#closePreviousIfDone();
    const isWaiting = this.#current.slots.isWaiting(this.#settings.now());
    this.#sampleAfter(isWaiting ? SHORT_INTERVAL_MS : SAMPLE_INTERVAL_MS);
    this.#settings.onChange(); // may close everything
  }
}
