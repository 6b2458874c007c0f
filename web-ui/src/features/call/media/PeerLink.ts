import type { IceCandidate, SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { LinkState } from '../model/model';
import type { Signal } from '../model/messages';
import type { StatsSource } from './quality';
import { RemoteCandidates } from './RemoteCandidates';
import type { SentKind } from './sent';
import { sendScreen } from './sent';
import { StepQueue } from './StepQueue';
import { tagAnswer, isAnswerTo, sdpOrigin } from './sdp';

export interface LinkSettings {
  connection: RTCPeerConnection;
  /** Whether this side gives way when both send an offer at once (RFC 8829, "perfect negotiation"). */
  isPolite: boolean;
  /** Whether to gather candidates before the first description, so that they are ready when the far end's offer arrives. */
  gathersAhead: boolean;
  send: (signal: Signal) => void;
  onTrack: (track: MediaStreamTrack, kind: SentKind) => void;
  onLinkState: (link: LinkState) => void;
  /** Requests ICE servers. A restart needs new TURN credentials, because the first ones have expired. */
  iceServers: () => Promise<RTCIceServer[]>;
}

/** Short interruptions usually recover without a restart. The polite side waits longer, so that only one side restarts ICE. */
const RESTART_AFTER_MS = { impolite: 2000, polite: 3500 } as const;
const RESTART_RETRY_MS = 6000;
const CONNECT_TIMEOUT_MS = 8000;
/** Restarts ICE if it does not connect in time; browsers themselves wait at least twice as long. */
const ICE_TIMEOUT_MS = 12_000;

/**
 * The media connection to one device of a peer. It always has one audio and one video section, so that a camera or a
 * microphone can be turned on and off without renegotiation. A second video section, for the screen, is added when either side
 * shares one for the first time, and then stays. The others go on meanwhile: they share its transport.
 */
export class PeerLink {
  readonly #settings: LinkSettings;
  readonly #connection: RTCPeerConnection;
  readonly #tracks: Record<SentKind, MediaStreamTrack | null> = { audio: null, video: null, screen: null };
  readonly #candidates: RemoteCandidates;
  #pendingCandidates: (RTCIceCandidateInit | null)[] = [];
  #started = false;
  #descriptionSent = false;
  #offering = false;
  #established = false;
  /** Not asked for twice, because a far end that knows of no screens may reject it. */
  #screenOffered = false;
  #restartCount = 0;
  readonly #steps = new StepQueue();
  #restartTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: LinkSettings) {
    this.#settings = settings;
    this.#connection = settings.connection;
    this.#candidates = new RemoteCandidates(settings.connection);
    this.#connection.onicecandidate = ({ candidate }) => {
      this.#trickle(candidate?.candidate ? candidate.toJSON() : null);
    };
    this.#connection.ontrack = ({ track, transceiver }) => {
      settings.onTrack(track, this.#kindOf(transceiver));
    };
    this.#connection.onconnectionstatechange = () => {
      this.#onConnectionState();
    };
    this.#connection.onnegotiationneeded = () => {
      // `start` makes the first offer, because it is sent inside answer_call.
      if (this.#established) this.#steps.run(() => this.#offer());
    };
    this.#steps.run(() => this.#configure());
  }

  /** Reads the statistics of the connection. */
  get statsSource(): StatsSource {
    return { connection: this.#connection, stats: this.#connection.getStats() };
  }

  get connected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  /** How loud the far end is now, 0 to 1. */
  get audioLevel(): number {
    const receivers = this.#connection.getTransceivers().map(({ receiver }) => receiver);
    const audio = receivers.find(({ track }) => track.kind === 'audio');
    return audio?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  /** Makes the first offer. It does not wait for the camera: tracks are added when they are available. */
  start(): void {
    this.#started = true;
    this.#steps.run(async () => {
      for (const kind of ['audio', 'video'] as const) {
        this.#connection.addTransceiver(kind, { direction: 'sendrecv' });
      }
      this.#addScreenIfNeeded();
      await this.#describe();
      this.#established = true;
    });
  }

  /** Sends this track from now on; null for nothing. */
  setTrack(kind: SentKind, track: MediaStreamTrack | null): void {
    this.#tracks[kind] = track;
    this.#steps.run(async () => {
      if (this.#established) this.#addScreenIfNeeded();
      await this.#replaceTracks();
    });
  }

  /** Whether the peer has started again with a new connection. Then this connection cannot accept its offer. */
  needsNewConnectionFor(offer: SessionDescription): boolean {
    if (this.#connection.remoteDescription) return !this.isSamePeerAs(offer);
    return this.#settings.isPolite && this.#started; // a rollback would leave the sections of the own offer behind
  }

  /** Whether the offer comes from the connection that this one has already negotiated with. */
  isSamePeerAs(offer: SessionDescription): boolean {
    const known = this.#connection.remoteDescription?.sdp;
    return known !== undefined && sdpOrigin(known) === sdpOrigin(offer.sdp);
  }

  receiveDescription(type: 'offer' | 'answer', sdp: string): void {
    this.#steps.run(() => (type === 'offer' ? this.#answer(sdp) : this.#accept(sdp)));
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    if (candidate) this.#steps.run(() => this.#candidates.add(candidate));
  }

  /** The server connection was interrupted, so the last messages of either side may be lost. */
  resume(possiblyMissedMessages: boolean): void {
    if (!this.#descriptionSent) return;
    if (this.#connection.signalingState === 'have-local-offer') this.#sendLocal();
    else if (possiblyMissedMessages || !this.connected) this.#restart();
  }

  close(): void {
    this.#steps.close();
    clearTimeout(this.#restartTimer);
    const connection = this.#connection;
    connection.onicecandidate = connection.ontrack = null;
    connection.onconnectionstatechange = connection.onnegotiationneeded = null;
    connection.close();
  }

  async #offer(): Promise<void> {
    this.#offering = true;
    try {
      await this.#describe();
    } finally {
      this.#offering = false;
    }
  }

  async #answer(sdp: string): Promise<void> {
    const collides = this.#offering || this.#connection.signalingState !== 'stable';
    if (collides && !this.#settings.isPolite) return; // the peer accepts our offer
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    this.#dropRolledBack();
    await this.#describe();
    this.#established = true;
    this.#addScreenIfNeeded();
    await this.#candidates.addHeld();
  }

  async #accept(sdp: string): Promise<void> {
    if (this.#connection.signalingState !== 'have-local-offer') return; // a repeated answer
    if (!isAnswerTo(this.#connection.localDescription?.sdp, sdp)) return; // to an offer of this device's previous page
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    await this.#candidates.addHeld();
  }

  /** Sends the description before the tracks are replaced, because tracks need no negotiation. */
  async #describe(): Promise<void> {
    for (const transceiver of this.#connection.getTransceivers()) {
      if (transceiver.direction === 'recvonly') transceiver.direction = 'sendrecv';
    }
    const described = this.#connection.setLocalDescription();
    const tracks = this.#replaceTracks();
    await described;
    this.#sendLocal();
    await tracks;
  }

  async #replaceTracks(): Promise<void> {
    const replaced = this.#connection.getTransceivers().map(async (transceiver) => {
      const { sender, direction } = transceiver;
      const kind = this.#kindOf(transceiver);
      const track = this.#tracks[kind];
      if (direction === 'stopped' || sender.track === track) return;
      await (kind === 'screen' ? sendScreen(sender, track) : sender.replaceTrack(track));
    });
    await Promise.all(replaced);
  }

  /** The first video section is the camera; any other is the screen. */
  #kindOf(transceiver: RTCRtpTransceiver): SentKind {
    if (transceiver.receiver.track.kind === 'audio') return 'audio';
    return this.#connection.getTransceivers().find(isVideo) === transceiver ? 'video' : 'screen';
  }

  /** The browser then asks for a negotiation. */
  #addScreenIfNeeded(): void {
    const known = this.#connection.getTransceivers().filter(isVideo).length > 1;
    if (!this.#tracks.screen || known || this.#screenOffered) return;
    this.#screenOffered = true;
    this.#connection.addTransceiver('video', { direction: 'sendrecv' });
  }

  /** Both sides have offered a section for the screen at once: only the one of the impolite side is left. */
  #dropRolledBack(): void {
    for (const transceiver of this.#connection.getTransceivers())
      if (transceiver.mid === null) transceiver.stop();
  }

  #onConnectionState(): void {
    clearTimeout(this.#restartTimer);
    switch (this.#connection.connectionState) {
      case 'connected':
        this.#restartCount = 0;
        this.#settings.onLinkState('connected');
        return;
      case 'disconnected':
        this.#settings.onLinkState('reconnecting');
        this.#restartIn(RESTART_AFTER_MS[this.#settings.isPolite ? 'polite' : 'impolite']);
        return;
      case 'failed':
        this.#settings.onLinkState(this.#restartCount > 1 ? 'failed' : 'reconnecting');
        this.#restartIn(this.#settings.isPolite ? 500 : 0);
        return;
      case 'connecting':
        this.#restartIn(ICE_TIMEOUT_MS);
        return;
      case 'new':
      case 'closed':
        return;
    }
  }

  #restartIn(delayMs: number): void {
    clearTimeout(this.#restartTimer);
    this.#restartTimer = setTimeout(() => {
      this.#restart();
    }, delayMs);
  }

  #restart(): void {
    const failed = this.#connection.connectionState === 'failed';
    this.#restartCount += 1;
    if (failed && this.#restartCount > 2) this.#settings.onLinkState('failed');
    this.#steps.run(async () => {
      await this.#configure();
      if (this.#connection.signalingState === 'have-local-offer') this.#sendLocal();
      else this.#connection.restartIce(); // fires negotiationneeded, which sends an offer
    });
    this.#restartIn(RESTART_RETRY_MS);
  }

  async #configure(): Promise<void> {
    const iceServers = await this.#settings.iceServers();
    if (this.#steps.closed) return;
    const iceCandidatePoolSize = this.#settings.gathersAhead ? 1 : 0;
    this.#connection.setConfiguration({
      ...this.#connection.getConfiguration(),
      iceServers,
      iceCandidatePoolSize,
    });
  }

  #sendLocal(): void {
    const local = this.#connection.localDescription;
    if (!local) throw new Error('no local description to send');
    const kind = local.type === 'offer' ? 'offer' : 'answer';
    const sdp = kind === 'answer' ? tagAnswer(this.#connection.remoteDescription?.sdp, local.sdp) : local.sdp;
    this.#settings.send({ kind, sdp: { type: kind, sdp } });
    this.#descriptionSent = true;
    for (const candidate of this.#pendingCandidates.splice(0))
      this.#settings.send({ kind: 'candidate', candidate });
    if (!this.connected) this.#restartIn(CONNECT_TIMEOUT_MS);
  }

  /** Holds a candidate until its description has been sent. */
  #trickle(candidate: RTCIceCandidateInit | null): void {
    if (this.#descriptionSent) this.#settings.send({ kind: 'candidate', candidate });
    else this.#pendingCandidates.push(candidate);
  }
}

function isVideo({ receiver }: RTCRtpTransceiver): boolean {
  return receiver.track.kind === 'video';
}
