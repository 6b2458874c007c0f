import type { IceCandidate, SessionDescription } from '../../../gen/visavis/v1/common_pb';
import type { LinkState } from '../model/model';
import type { Signal } from '../model/messages';
import type { StatsSource } from './quality';
import { tagAnswer, isAnswerTo, sdpOrigin } from './sdp';

export interface LinkSettings {
  connection: RTCPeerConnection;
  /**
   * Gives way when both sides offer at once (RFC 8829, "perfect negotiation"). Asked each time: a device to which a call
   * moves may hear only later which side it is on.
   */
  isPolite: () => boolean;
  send: (signal: Signal) => void;
  onTrack: (track: MediaStreamTrack) => void;
  onLinkState: (link: LinkState) => void;
  /** Fresh TURN credentials: those of the start have expired by the time of a restart. */
  iceServers: () => Promise<RTCIceServer[]>;
}

/** A short break mends itself more often than not; the side that gives way waits longer, so that one of them restarts. */
const RESTART_AFTER_MS = { impolite: 2000, polite: 3500 } as const;
const RESTART_RETRY_MS = 6000;
const CONNECT_TIMEOUT_MS = 8000;
/** Once both have described themselves: a browser itself gives up after twice as long, or more. */
const ICE_TIMEOUT_MS = 12_000;
/** What a peer may trickle ahead of its description. */
const MAX_HELD_CANDIDATES = 128;

/**
 * The media connection to one device of the far side. It always has an audio and a video line, so that a camera or a
 * microphone comes and goes without renegotiation.
 */
export class PeerLink {
  readonly #settings: LinkSettings;
  readonly #connection: RTCPeerConnection;
  readonly #tracks: Record<'audio' | 'video', MediaStreamTrack | null> = { audio: null, video: null };
  #heldCandidates: RTCIceCandidateInit[] = [];
  #pendingCandidates: (RTCIceCandidateInit | null)[] = [];
  #descriptionSent = false;
  #offering = false;
  #established = false;
  #restartCount = 0;
  #steps: Promise<void> = Promise.resolve();
  #restartTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(settings: LinkSettings) {
    this.#settings = settings;
    this.#connection = settings.connection;
    this.#connection.onicecandidate = ({ candidate }) => {
      this.#trickle(candidate?.candidate ? candidate.toJSON() : null);
    };
    this.#connection.ontrack = ({ track }) => {
      settings.onTrack(track);
    };
    this.#connection.onconnectionstatechange = () => {
      this.#onConnectionState();
    };
    this.#connection.onnegotiationneeded = () => {
      // The first offer is made by hand: it travels inside answer_call.
      if (this.#established) this.#queue(() => this.#offer());
    };
    this.#queue(() => this.#configure());
  }

  /** How the connection fares. */
  get statsSource(): StatsSource {
    return { connection: this.#connection, stats: this.#connection.getStats() };
  }

  get connected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  /** Makes the first offer. It waits for no camera: tracks are put in when they are there. */
  start(): void {
    this.#queue(async () => {
      for (const kind of ['audio', 'video'] as const) {
        this.#connection.addTransceiver(kind, { direction: 'sendrecv' });
      }
      await this.#describe();
      this.#established = true;
    });
  }

  /** Sends this track from now on, or nothing. */
  setTrack(kind: 'audio' | 'video', track: MediaStreamTrack | null): void {
    this.#tracks[kind] = track;
    this.#queue(() => this.#replaceTracks());
  }

  /** Whether the far side began anew, or both did: then this connection cannot take its offer, a new one can. */
  needsNewConnectionFor(offer: SessionDescription): boolean {
    if (this.#connection.remoteDescription) return !this.isSamePeerAs(offer);
    return this.#settings.isPolite() && this.#connection.signalingState === 'have-local-offer';
  }

  /** Whether this connection has agreed on something with the one that offers. */
  isSamePeerAs(offer: SessionDescription): boolean {
    const known = this.#connection.remoteDescription?.sdp;
    return known !== undefined && sdpOrigin(known) === sdpOrigin(offer.sdp);
  }

  receiveDescription(type: 'offer' | 'answer', sdp: string): void {
    this.#queue(() => (type === 'offer' ? this.#answer(sdp) : this.#accept(sdp)));
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    if (candidate) this.#queue(() => this.#add(toInit(candidate)));
  }

  /** The line to the server was down: what either side said last may be lost. */
  resume(possiblyMissedMessages: boolean): void {
    if (!this.#descriptionSent) return;
    if (this.#connection.signalingState === 'have-local-offer') this.#sendLocal();
    else if (possiblyMissedMessages || !this.connected) this.#restart();
  }

  close(): void {
    this.#closed = true;
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
    if (collides && !this.#settings.isPolite()) return; // the far side takes ours
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#describe();
    this.#established = true;
    await this.#addHeldCandidates();
  }

  async #accept(sdp: string): Promise<void> {
    if (this.#connection.signalingState !== 'have-local-offer') return; // a repeated answer
    if (!isAnswerTo(this.#connection.localDescription?.sdp, sdp)) return; // of the page that was here before
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    await this.#addHeldCandidates();
  }

  /** Holds a candidate that is ahead of its description, known by the ICE user name of both. */
  async #add(candidate: RTCIceCandidateInit): Promise<void> {
    const remote = this.#connection.remoteDescription;
    const ufrag = candidate.usernameFragment;
    if (!remote || (ufrag && !remote.sdp.includes(`a=ice-ufrag:${ufrag}`))) {
      if (this.#heldCandidates.length < MAX_HELD_CANDIDATES) this.#heldCandidates.push(candidate);
    } else {
      await this.#connection.addIceCandidate(candidate);
    }
  }

  async #addHeldCandidates(): Promise<void> {
    const early = this.#heldCandidates;
    this.#heldCandidates = [];
    for (const candidate of early) await this.#add(candidate);
  }

  /** The description goes out first: tracks need no negotiation, so that nothing waits for them. */
  async #describe(): Promise<void> {
    for (const line of this.#connection.getTransceivers()) {
      if (line.direction === 'recvonly') line.direction = 'sendrecv';
    }
    const described = this.#connection.setLocalDescription();
    const tracks = this.#replaceTracks();
    await described;
    this.#sendLocal();
    await tracks;
  }

  async #replaceTracks(): Promise<void> {
    const replaced = this.#connection.getTransceivers().map(async ({ sender, receiver }) => {
      const track = this.#tracks[receiver.track.kind === 'audio' ? 'audio' : 'video'];
      if (sender.track !== track) await sender.replaceTrack(track);
    });
    await Promise.all(replaced);
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
        this.#restartIn(RESTART_AFTER_MS[this.#settings.isPolite() ? 'polite' : 'impolite']);
        return;
      case 'failed':
        this.#settings.onLinkState(this.#restartCount > 1 ? 'failed' : 'reconnecting');
        this.#restartIn(this.#settings.isPolite() ? 500 : 0);
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
    this.#queue(async () => {
      await this.#configure();
      if (this.#connection.signalingState === 'have-local-offer') this.#sendLocal();
      else this.#connection.restartIce(); // leads to negotiationneeded, and so to an offer
    });
    this.#restartIn(RESTART_RETRY_MS);
  }

  /** The side that waits for an answer gathers ahead: its candidates are there when the answer comes. */
  async #configure(): Promise<void> {
    const iceServers = await this.#settings.iceServers();
    if (this.#closed) return;
    const iceCandidatePoolSize = this.#settings.isPolite() ? 0 : 1;
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

  /** A candidate never overtakes its description. */
  #trickle(candidate: RTCIceCandidateInit | null): void {
    if (this.#descriptionSent) this.#settings.send({ kind: 'candidate', candidate });
    else this.#pendingCandidates.push(candidate);
  }

  /** One step at a time: descriptions and candidates take effect in the order in which they came. */
  #queue(step: () => Promise<void>): void {
    this.#steps = this.#steps
      .then(() => (this.#closed ? undefined : step()))
      .catch((cause: unknown) => {
        if (!this.#closed) console.warn('negotiation failed', cause);
      });
  }
}

function toInit(candidate: IceCandidate): RTCIceCandidateInit {
  return {
    candidate: candidate.candidate,
    ...(candidate.sdpMid === undefined ? {} : { sdpMid: candidate.sdpMid }),
    ...(candidate.sdpMLineIndex === undefined ? {} : { sdpMLineIndex: candidate.sdpMLineIndex }),
    ...(candidate.usernameFragment === undefined ? {} : { usernameFragment: candidate.usernameFragment }),
  };
}
