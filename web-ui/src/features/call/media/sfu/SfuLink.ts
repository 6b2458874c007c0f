import type { IceCandidate } from '../../../../gen/visavis/v1/common_pb';
import type { Signal } from '../../model/messages';
import type { StatsSource } from '../quality';
import { RemoteCandidates } from '../RemoteCandidates';
import { StepQueue } from '../StepQueue';

export type SfuLinkState = 'connecting' | 'connected' | 'failed';

export interface SfuLinkSettings {
  connection: RTCPeerConnection;
  iceServers: () => Promise<RTCIceServer[]>;
  send: (signal: Signal) => void;
  /** After `failed`, the link is of no more use: the owner opens a new one. */
  onState: (state: SfuLinkState) => void;
}

/** How long an unanswered offer, or a path that does not come up, is waited for. */
const CONNECT_TIMEOUT_MS = 8000;
/** Short interruptions usually recover. */
const DISCONNECTED_TIMEOUT_MS = 3000;

/** One of the two connections to the media server: descriptions, candidates and what becomes of it. It is not restarted. */
export class SfuLink {
  readonly connection: RTCPeerConnection;
  readonly steps = new StepQueue();
  readonly #settings: SfuLinkSettings;
  readonly #candidates: RemoteCandidates;
  #pending: (RTCIceCandidateInit | null)[] = [];
  #described = false;
  #failed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: SfuLinkSettings) {
    this.#settings = settings;
    this.connection = settings.connection;
    this.#candidates = new RemoteCandidates(settings.connection);
    this.connection.onicecandidate = ({ candidate }) => {
      this.#trickle(candidate?.candidate ? candidate.toJSON() : null);
    };
    this.connection.onconnectionstatechange = () => {
      this.#onConnectionState();
    };
    this.steps.run(async () => {
      const iceServers = await settings.iceServers();
      if (!this.steps.closed)
        this.connection.setConfiguration({ ...this.connection.getConfiguration(), iceServers });
    });
  }

  get statsSource(): StatsSource {
    return { connection: this.connection, stats: this.connection.getStats() };
  }

  get isConnected(): boolean {
    return this.connection.connectionState === 'connected';
  }

  /** Makes the local description, an offer or an answer, and sends it. Run this as a step. */
  async describe(): Promise<void> {
    await this.connection.setLocalDescription();
    const local = this.connection.localDescription;
    if (!local || this.steps.closed) return;
    const kind = local.type === 'offer' ? 'offer' : 'answer';
    this.#settings.send({ kind, sdp: { type: kind, sdp: local.sdp } });
    this.#described = true;
    for (const candidate of this.#pending.splice(0)) this.#settings.send({ kind: 'candidate', candidate });
    if (!this.isConnected) this.#failAfter(CONNECT_TIMEOUT_MS);
  }

  /** Sets the description of the media server. Run this as a step. */
  async accept(type: 'offer' | 'answer', sdp: string): Promise<void> {
    await this.connection.setRemoteDescription({ type, sdp });
    await this.#candidates.addHeld();
  }

  receiveCandidate(candidate: IceCandidate | undefined): void {
    if (candidate) this.steps.run(() => this.#candidates.add(candidate));
  }

  close(): void {
    this.steps.close();
    clearTimeout(this.#timer);
    this.connection.onicecandidate = this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  #onConnectionState(): void {
    switch (this.connection.connectionState) {
      case 'connected':
        clearTimeout(this.#timer);
        this.#settings.onState('connected');
        return;
      case 'disconnected':
        this.#failAfter(DISCONNECTED_TIMEOUT_MS);
        return;
      case 'failed':
        this.#failAfter(0);
        return;
      case 'new':
      case 'connecting':
      case 'closed':
        return;
    }
  }

  #failAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#failed) return;
      this.#failed = true;
      this.#settings.onState('failed');
    }, ms);
  }

  /** Holds a candidate until its description has been sent. */
  #trickle(candidate: RTCIceCandidateInit | null): void {
    if (this.#described) this.#settings.send({ kind: 'candidate', candidate });
    else this.#pending.push(candidate);
  }
}
