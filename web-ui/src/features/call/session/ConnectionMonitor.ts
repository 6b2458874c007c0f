import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { MediaLinks } from '../media/MediaLinks';
import type { ReceptionStats } from '../media/reception';
import { packetCount, readReception } from '../media/reception';
import type { SoundAndPicture } from '../media/StallDetector';
import { StallDetector } from '../media/StallDetector';
import { isGoodbye } from '../model/messages';
import type { AbandonReason, CallModel, CallPhase, ConnectionProblem, LinkState } from '../model/model';
import { callIdOf, firstLink } from '../model/model';
import type { UserId } from '../model/peers';
import { firstPeer } from '../model/peers';

interface MonitorSettings {
  model: () => CallModel;
  links: Pick<MediaLinks, 'statsSource'>;
  now: () => number;
  isVisible: () => boolean;
  /** What was measured on the connection to the first peer. */
  onSample: (peer: UserId, connection: object, stats: ReceptionStats) => void;
  onProblem: (problem: ConnectionProblem | null) => void;
  onAbandon: (reason: AbandonReason) => void;
  /** Sends a `sync` for the call. A server that can be reached replies at once. */
  sync: (callId: string) => void;
  /** The socket is dead, although the browser has not noticed. */
  onDeadSocket: () => void;
}

const CHECK_INTERVAL_MS = 500;
/** Shorter interruptions usually recover before the user notices them. */
const REPORT_DELAY_MS = 1500;
/** The user waits at most about 15 s for the server to confirm a call, and for its media to connect. */
const INITIATE_TIMEOUT_MS = 12_000;
const MEDIA_TIMEOUT_MS = 13_500;
/** The server usually replies much sooner. If it does not, the problem is this device's connection. */
const SYNC_REPLY_TIMEOUT_MS = 1200;
const SYNC_MIN_INTERVAL_MS = 2000;
const DEAD_SOCKET_TIMEOUT_MS = 6000;
/** The server removes a peer after the resume window; this device does so only if it receives nothing for this much longer. */
const PEER_TIMEOUT_MARGIN_MS = 3000;
/** ICE detects a broken path within this time. If media is missing on a connected path, the peer does not send it. */
const ICE_DETECTION_MS = 12_000;
/** A reloaded page is connected again within this time, even on a slow machine. */
const RELOAD_TIMEOUT_MS = 8000;
/** After the peer's goodbye, one of these messages comes from its next page. */
const PEER_MESSAGES: ReadonlySet<string | undefined> = new Set([
  'offer',
  'answer',
  'iceCandidate',
  'mediaState',
  'participantMoved',
]);

type Active = CallPhase & { kind: 'active' };

/**
 * Watches the connection of a call to its first peer: reports what is wrong with it, and abandons a call that cannot be
 * connected.
 */
export class ConnectionMonitor {
  readonly #settings: MonitorSettings;
  #timer: ReturnType<typeof setInterval> | undefined;
  #callId: string | null = null;
  /** When each of the present conditions began. */
  readonly #startedAt = new Map<string, number>();
  #latest: ReceptionStats | null = null;
  readonly #stalls = new StallDetector();
  #measuredConnection: object | null = null;
  /** When media of the peer, and when a message of the server, was received last. */
  #mediaAt: number | null = null;
  #lastMessageAt = 0;
  #syncSentAt: number | null = null;
  /** How long the server waits for a disconnected device. */
  #resumeWindowMs = 30_000;
  /** When the peer's page said goodbye; null once its next page has sent something. */
  #goodbyeAt: number | null = null;
  #peerReconnecting = false;

  constructor(settings: MonitorSettings) {
    this.#settings = settings;
  }

  /** Call this with each new phase, and with each message of the server after it has been applied. */
  update(phase: CallPhase, message?: SignalingMessage): void {
    const busy = phase.kind === 'outgoing' || phase.kind === 'joining' || phase.kind === 'active';
    const callId = callIdOf(phase);
    if (!busy || (this.#callId !== null && callId !== this.#callId)) this.#reset();
    this.#callId = callId;
    if (busy) this.#timer ??= setInterval(() => void this.#check(), CHECK_INTERVAL_MS);
    if (message) this.#onMessage(message);
    if (phase.kind === 'active') {
      const peerReconnecting = isPeerReconnecting(phase);
      if (this.#peerReconnecting && !peerReconnecting) this.#goodbyeAt = null;
      this.#peerReconnecting = peerReconnecting;
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
    const model = this.#settings.model();
    const { phase, serverConnection } = model;
    const isDisconnected = serverConnection.kind !== 'registered';
    if (phase.kind === 'outgoing') {
      const notInitiatedFor = this.#durationOf('notInitiated', phase.callId === null || isDisconnected);
      if (notInitiatedFor >= INITIATE_TIMEOUT_MS) this.#settings.onAbandon('notInitiated');
    } else {
      this.#durationOf('notInitiated', false);
    }
    if (phase.kind !== 'joining' && phase.kind !== 'active') return;
    if (phase.kind === 'active' && phase.isGroup) {
      this.#durationOf('connecting', false);
      this.#assessGroup(isDisconnected);
      return;
    }
    const connecting =
      phase.kind === 'joining' || (firstLink(model).state === 'connecting' && !isPeerReconnecting(phase));
    if (this.#durationOf('connecting', connecting) >= MEDIA_TIMEOUT_MS) {
      this.#settings.onAbandon('notConnected');
      return;
    }
    if (phase.kind !== 'active') return;
    await this.#sampleMedia(phase);
    const now = this.#settings.model();
    if (callIdOf(now.phase) === phase.callId && now.phase.kind === 'active') {
      this.#assess(now.phase, firstLink(now).state, now.serverConnection.kind !== 'registered');
    }
  }

  /** In a group only the connection to the server decides; each tile shows what is wrong with its participant. */
  #assessGroup(isDisconnected: boolean): void {
    const disconnectedFor = this.#durationOf('disconnected', isDisconnected);
    if (disconnectedFor >= REPORT_DELAY_MS) this.#interrupted('own', disconnectedFor, false, 'own');
    else this.#settings.onProblem(null);
  }

  async #sampleMedia(phase: Active): Promise<void> {
    const peer = firstPeer(phase.peers).person.id;
    const measured = this.#settings.links.statsSource(peer);
    if (!measured) return;
    if (measured.connection !== this.#measuredConnection) this.#resetMedia(measured.connection);
    let now: ReceptionStats;
    try {
      now = readReception(await measured.stats);
    } catch {
      return; // the connection was closed in the meantime
    }
    const before = this.#latest;
    if (before && packetCount(now) > packetCount(before)) this.#mediaAt = this.#settings.now();
    if (!sendsMedia(phase)) this.#mediaAt = null; // the peer sends nothing
    this.#latest = now;
    this.#settings.onSample(peer, measured.connection, now);
  }

  #resetMedia(connection: object | null): void {
    this.#measuredConnection = connection;
    this.#latest = null;
    this.#mediaAt = null;
  }

  #assess(phase: Active, link: LinkState, isDisconnected: boolean): void {
    const now = this.#settings.now();
    const broken = link === 'reconnecting' || link === 'failed';
    const peerReconnecting = isPeerReconnecting(phase);
    const stalled = this.#mediaAt !== null && now - this.#mediaAt >= REPORT_DELAY_MS;
    const silentFor = stalled ? now - (this.#mediaAt ?? now) : 0;
    const frozen = stalled || this.#durationOf('broken', broken) >= REPORT_DELAY_MS;
    const interruptedFor = Math.max(silentFor, this.#durationOf('broken', broken));
    const peerReconnectingFor = this.#durationOf('peerReconnecting', peerReconnecting);
    const disconnectedFor = this.#durationOf('disconnected', isDisconnected);
    if (frozen && !isDisconnected && !peerReconnecting) this.#probeServer(phase.callId, now);
    const stalledMedia = this.#stalledMedia(this.#expectedMedia(phase, !frozen && !isDisconnected), now);
    const unanswered = frozen && this.#syncSentAt !== null && now - this.#syncSentAt >= SYNC_REPLY_TIMEOUT_MS;

    if (this.#goodbyeAt !== null) this.#peerLeaving(this.#goodbyeAt);
    else if (isDisconnected && (frozen || disconnectedFor >= REPORT_DELAY_MS))
      this.#interrupted('own', disconnectedFor, frozen, 'own');
    else if (peerReconnecting && (frozen || peerReconnectingFor >= REPORT_DELAY_MS))
      this.#interrupted(
        'peer',
        peerReconnectingFor - PEER_TIMEOUT_MARGIN_MS,
        frozen,
        'peer',
        peerReconnectingFor,
      );
    else if (unanswered) this.#interrupted('own', interruptedFor, frozen, broken ? 'own' : null);
    else if (frozen) this.#interrupted('between', interruptedFor, frozen, broken ? 'between' : null);
    else this.#settings.onProblem(stalledMedia);
  }

  /**
   * What should arrive now. Nothing is expected while no media arrives at all, or while either side is disconnected, so that
   * it is not known what the peer sends. A camera or microphone that is being switched is announced as off.
   */
  #expectedMedia({ peers, handOff }: Active, isUndisturbed: boolean): SoundAndPicture {
    const { state, media } = firstPeer(peers);
    const isSteady = isUndisturbed && this.#mediaAt !== null && state === 'joined' && handOff === null;
    return { audio: isSteady && media.audio, video: isSteady && media.video && this.#settings.isVisible() };
  }

  #stalledMedia(expected: SoundAndPicture, now: number): ConnectionProblem | null {
    if (!this.#latest) return null;
    const stalled = this.#stalls.update(this.#latest, expected, now);
    return stalled.audio || stalled.video ? { kind: 'stalled', ...stalled } : null;
  }

  /** The peer's page is closing. It may be a reload, which takes a moment. */
  #peerLeaving(at: number): void {
    const endsAt = at + RELOAD_TIMEOUT_MS;
    if (this.#settings.now() >= endsAt) this.#settings.onAbandon('peerLeft');
    else this.#settings.onProblem({ kind: 'interrupted', side: 'peerLeft', endsAt, frozen: true });
  }

  #interrupted(
    side: 'own' | 'peer' | 'between',
    elapsedMs: number,
    frozen: boolean,
    abandonAs: AbandonReason | null,
    shownElapsedMs = elapsedMs,
  ): void {
    if (abandonAs && elapsedMs >= this.#resumeWindowMs) {
      this.#settings.onAbandon(abandonAs);
      return;
    }
    const counts = abandonAs !== null || shownElapsedMs < ICE_DETECTION_MS;
    const endsAt = counts ? this.#settings.now() - shownElapsedMs + this.#resumeWindowMs : null;
    this.#settings.onProblem({ kind: 'interrupted', side, endsAt, frozen });
  }

  /** Checks that the server still replies. */
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

  /** How long the condition has held without interruption, in milliseconds. */
  #durationOf(condition: string, holds: boolean): number {
    if (!holds) {
      this.#startedAt.delete(condition);
      return 0;
    }
    const now = this.#settings.now();
    const since = this.#startedAt.get(condition) ?? now;
    this.#startedAt.set(condition, since);
    return now - since;
  }
}

function isPeerReconnecting({ peers }: Active): boolean {
  return firstPeer(peers).state === 'reconnecting';
}

function sendsMedia({ peers }: Active): boolean {
  const { audio, video } = firstPeer(peers).media;
  return audio || video;
}
