import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { ReceptionStats } from '../media/reception';
import { readReception, lossRatio, packetCount } from '../media/reception';
import type { CallModel, CallPhase, ConnectionProblem } from '../model/model';
import { callIdOf } from '../model/model';
import { isGoodbye } from '../model/messages';
import type { StatsSource } from '../media/QualityReports';

/** Why this device gives a call up by itself. */
export type AbandonReason = 'notInitiated' | 'notConnected' | 'own' | 'peer' | 'between' | 'peerLeft';

interface MonitorSettings {
  model: () => CallModel;
  links: { readonly statsSource: StatsSource | null };
  now: () => number;
  onProblem: (trouble: ConnectionProblem | null) => void;
  onAbandon: (why: AbandonReason) => void;
  /** Asks the server something about the call: it answers at once, if the line is what it seems. */
  sync: (callId: string) => void;
  /** The line is dead, and nothing has said so. */
  onDeadSocket: () => void;
}

const CHECK_INTERVAL_MS = 500;
/** Most breaks that are shorter mend themselves unseen. */
const REPORT_DELAY_MS = 1500;
/** Reaching the server, or the other side, within 15 s or not at all. */
const INITIATE_TIMEOUT_MS = 12_000;
const MEDIA_TIMEOUT_MS = 13_500;
/** The server answers much sooner; a line that does not is this side's trouble. */
const SYNC_REPLY_TIMEOUT_MS = 1200;
const SYNC_MIN_INTERVAL_MS = 2000;
const DEAD_SOCKET_TIMEOUT_MS = 6000;
/** The server ends what it waits for by itself; this device does so only if it hears nothing. */
const PEER_TIMEOUT_MARGIN_MS = 3000;
/** ICE would have noticed by now: whatever does not come, the other side does not send. */
const ICE_DETECTION_MS = 12_000;
/** A page that is loaded anew is on the line by then, also on a slow machine. */
const RELOAD_TIMEOUT_MS = 8000;
/** Once it has said goodbye, this comes from the next page. */
const PEER_MESSAGES: ReadonlySet<string | undefined> = new Set([
  'offer',
  'answer',
  'iceCandidate',
  'mediaState',
  'participantMoved',
]);
/** Losses are looked at over so many looks. */
const LOSS_WINDOW_SAMPLES = 8;
const POOR_ABOVE = 0.1;
const GOOD_BELOW = 0.05;

type Active = CallPhase & { kind: 'active' };

/** Looks after the connection of a call: says what is wrong with it, and gives up what leads nowhere. */
export class ConnectionMonitor {
  readonly #settings: MonitorSettings;
  #timer: ReturnType<typeof setInterval> | undefined;
  #callId: string | null = null;
  /** Since when what is wrong has been so. */
  readonly #startedAt = new Map<string, number>();
  #samples: ReceptionStats[] = [];
  #measuredConnection: object | null = null;
  /** When something came in last: media of the far side, and anything from the server. */
  #mediaAt: number | null = null;
  #lastMessageAt = 0;
  #syncSentAt: number | null = null;
  /** How long the server waits for a device that is away. */
  #resumeWindowMs = 30_000;
  /** When the far side's page said that it goes; until the next one says something. */
  #goodbyeAt: number | null = null;
  #peerReconnecting = false;

  constructor(settings: MonitorSettings) {
    this.#settings = settings;
  }

  /** To be told of each new phase, and of each message of the server once it has taken effect. */
  update(phase: CallPhase, message?: SignalingMessage): void {
    const busy = phase.kind === 'outgoing' || phase.kind === 'joining' || phase.kind === 'active';
    const callId = callIdOf(phase);
    if (!busy || (this.#callId !== null && callId !== this.#callId)) this.#reset();
    this.#callId = callId;
    if (busy) this.#timer ??= setInterval(() => void this.#check(), CHECK_INTERVAL_MS);
    if (message) this.#onMessage(message);
    if (phase.kind === 'active') {
      if (this.#peerReconnecting && !phase.peerReconnecting) this.#goodbyeAt = null;
      this.#peerReconnecting = phase.peerReconnecting;
    }
  }

  #onMessage(message: SignalingMessage): void {
    this.#lastMessageAt = this.#settings.now();
    this.#syncSentAt = null;
    const { body, callId } = message;
    if (body.case === 'registered' && body.value.resumeWindowSeconds > 0)
      this.#resumeWindowMs = body.value.resumeWindowSeconds * 1000;
    if (callId === undefined || callId !== this.#callId) return;
    if (isGoodbye(message)) this.#goodbyeAt = this.#lastMessageAt;
    else if (PEER_MESSAGES.has(body.case)) this.#goodbyeAt = null;
  }

  #reset(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#startedAt.clear();
    this.#resetMedia(null);
    this.#syncSentAt = this.#goodbyeAt = null;
    this.#peerReconnecting = false;
  }

  async #check(): Promise<void> {
    const { phase, serverConnection } = this.#settings.model();
    const offLine = serverConnection.kind !== 'registered';
    if (phase.kind === 'outgoing') {
      const unplaced = this.#durationOf('notInitiated', phase.callId === null || offLine);
      if (unplaced >= INITIATE_TIMEOUT_MS) this.#settings.onAbandon('notInitiated');
    } else {
      this.#durationOf('notInitiated', false);
    }
    if (phase.kind !== 'joining' && phase.kind !== 'active') return;
    const connecting = phase.kind === 'joining' || (phase.link === 'connecting' && !phase.peerReconnecting);
    if (this.#durationOf('connecting', connecting) >= MEDIA_TIMEOUT_MS) {
      this.#settings.onAbandon('notConnected');
      return;
    }
    if (phase.kind !== 'active') return;
    await this.#sampleMedia(phase);
    const now = this.#settings.model();
    if (callIdOf(now.phase) === phase.callId && now.phase.kind === 'active') {
      this.#assess(now.phase, now.serverConnection.kind !== 'registered');
    }
  }

  async #sampleMedia(phase: Active): Promise<void> {
    const measured = this.#settings.links.statsSource;
    if (!measured) return;
    if (measured.connection !== this.#measuredConnection) this.#resetMedia(measured.connection);
    let now: ReceptionStats;
    try {
      now = readReception(await measured.stats);
    } catch {
      return; // it was closed meanwhile
    }
    const before = this.#samples.at(-1);
    if (before && packetCount(now) > packetCount(before)) this.#mediaAt = this.#settings.now();
    if (!phase.remote.audio && !phase.remote.video) this.#mediaAt = null; // then nothing needs to come
    this.#samples = [...this.#samples, now].slice(-LOSS_WINDOW_SAMPLES);
  }

  #resetMedia(connection: object | null): void {
    this.#measuredConnection = connection;
    this.#samples = [];
    this.#mediaAt = null;
  }

  #assess(phase: Active, offLine: boolean): void {
    const now = this.#settings.now();
    const broken = phase.link === 'reconnecting' || phase.link === 'failed';
    const stalled = this.#mediaAt !== null && now - this.#mediaAt >= REPORT_DELAY_MS;
    const silent = stalled ? now - (this.#mediaAt ?? now) : 0;
    const frozen = stalled || this.#durationOf('broken', broken) >= REPORT_DELAY_MS;
    const cutFor = Math.max(silent, this.#durationOf('broken', broken));
    const away = this.#durationOf('peerReconnecting', phase.peerReconnecting);
    const off = this.#durationOf('off', offLine);
    if (frozen && !offLine && !phase.peerReconnecting) this.#probeServer(phase.callId, now);
    const unanswered = frozen && this.#syncSentAt !== null && now - this.#syncSentAt >= SYNC_REPLY_TIMEOUT_MS;

    if (this.#goodbyeAt !== null) this.#peerLeaving(this.#goodbyeAt);
    else if (offLine && (frozen || off >= REPORT_DELAY_MS)) this.#interrupted('own', off, frozen, 'own');
    else if (phase.peerReconnecting && (frozen || away >= REPORT_DELAY_MS))
      this.#interrupted('peer', away - PEER_TIMEOUT_MARGIN_MS, frozen, 'peer', away);
    else if (unanswered) this.#interrupted('own', cutFor, frozen, broken ? 'own' : null);
    else if (frozen) this.#interrupted('between', cutFor, frozen, broken ? 'between' : null);
    else this.#settings.onProblem(this.#poorConnection(phase));
  }

  /** The page that goes may be loaded anew, which takes a moment. */
  #peerLeaving(at: number): void {
    const endsAt = at + RELOAD_TIMEOUT_MS;
    if (this.#settings.now() >= endsAt) this.#settings.onAbandon('peerLeft');
    else this.#settings.onProblem({ kind: 'interrupted', side: 'peerLeft', endsAt, frozen: true });
  }

  #interrupted(
    side: 'own' | 'peer' | 'between',
    endsAfter: number,
    frozen: boolean,
    ends: AbandonReason | null,
    lasts = endsAfter,
  ): void {
    if (ends && endsAfter >= this.#resumeWindowMs) {
      this.#settings.onAbandon(ends);
      return;
    }
    const counts = ends !== null || lasts < ICE_DETECTION_MS;
    const endsAt = counts ? this.#settings.now() - lasts + this.#resumeWindowMs : null;
    this.#settings.onProblem({ kind: 'interrupted', side, endsAt, frozen });
  }

  /** Asks until there is an answer. */
  #probeServer(callId: string, now: number): void {
    if (this.#syncSentAt !== null) {
      if (now - this.#syncSentAt >= DEAD_SOCKET_TIMEOUT_MS) {
        this.#syncSentAt = null;
        this.#settings.onDeadSocket();
      }
      return;
    }
    if (now - this.#lastMessageAt < SYNC_MIN_INTERVAL_MS) return;
    this.#syncSentAt = now;
    this.#settings.sync(callId);
  }

  #poorConnection({ problem }: Active): ConnectionProblem | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || this.#samples.length < LOSS_WINDOW_SAMPLES / 2) return null;
    const limit = problem?.kind === 'poor' ? GOOD_BELOW : POOR_ABOVE;
    if (lossRatio(first, last) >= limit) return { kind: 'poor', direction: 'in' };
    return last.remoteLoss >= limit ? { kind: 'poor', direction: 'out' } : null;
  }

  /** For how long this has been so without a break. */
  #durationOf(what: string, holds: boolean): number {
    if (!holds) {
      this.#startedAt.delete(what);
      return 0;
    }
    const now = this.#settings.now();
    const since = this.#startedAt.get(what) ?? now;
    this.#startedAt.set(what, since);
    return now - since;
  }
}
