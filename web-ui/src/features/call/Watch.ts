import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { Arrivals } from './arrivals';
import { arrivals, lostBetween, packets } from './arrivals';
import type { CallModel, CallPhase, Trouble } from './model';
import { callIdOf } from './model';
import { isGoodbye } from './messages';
import type { Measured } from './QualityReports';

/** Why this device gives a call up by itself. */
export type GivenUp = 'unplaced' | 'unconnected' | 'own' | 'far' | 'between' | 'left';

interface WatchSettings {
  model: () => CallModel;
  links: { readonly measured: Measured | null };
  now: () => number;
  onTrouble: (trouble: Trouble | null) => void;
  onGivenUp: (why: GivenUp) => void;
  /** Asks the server something about the call: it answers at once, if the line is what it seems. */
  ask: (callId: string) => void;
  /** The line is dead, and nothing has said so. */
  onDeadLine: () => void;
}

const LOOK_EVERY_MS = 500;
/** Most breaks that are shorter mend themselves unseen. */
const SAID_AFTER_MS = 1500;
/** Reaching the server, or the other side, within 15 s or not at all. */
const UNPLACED_AT_MOST_MS = 12_000;
const UNCONNECTED_AT_MOST_MS = 13_500;
/** The server answers much sooner; a line that does not is this side's trouble. */
const ANSWERED_WITHIN_MS = 1200;
const ASKED_AGAIN_AFTER_MS = 2000;
const DEAD_AFTER_MS = 6000;
/** The server ends what it waits for by itself; this device does so only if it hears nothing. */
const FAR_SLACK_MS = 3000;
/** ICE would have noticed by now: whatever does not come, the other side does not send. */
const ICE_NOTICES_WITHIN_MS = 12_000;
/** A page that is loaded anew is on the line by then, also on a slow machine. */
const LOADED_ANEW_WITHIN_MS = 8000;
/** Once it has said goodbye, this comes from the next page. */
const FROM_THE_FAR_SIDE: ReadonlySet<string | undefined> = new Set([
  'offer',
  'answer',
  'iceCandidate',
  'mediaState',
  'participantMoved',
]);
/** Losses are looked at over so many looks. */
const LOSS_OVER_LOOKS = 8;
const POOR_FROM = 0.1;
const POOR_UNTIL = 0.05;

type Active = CallPhase & { kind: 'active' };

/** Looks after the connection of a call: says what is wrong with it, and gives up what leads nowhere. */
export class Watch {
  readonly #settings: WatchSettings;
  #timer: ReturnType<typeof setInterval> | undefined;
  #callId: string | null = null;
  /** Since when what is wrong has been so. */
  readonly #since = new Map<string, number>();
  #looks: Arrivals[] = [];
  #measured: object | null = null;
  /** When something came in last: media of the far side, and anything from the server. */
  #mediaAt: number | null = null;
  #heardAt = 0;
  #askedAt: number | null = null;
  /** How long the server waits for a device that is away. */
  #windowMs = 30_000;
  /** When the far side's page said that it goes; until the next one says something. */
  #leftAt: number | null = null;
  #peerAway = false;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
  }

  /** To be told of each new phase, and of each message of the server once it has taken effect. */
  follow(phase: CallPhase, message?: SignalingMessage): void {
    const busy = phase.kind === 'dialing' || phase.kind === 'joining' || phase.kind === 'active';
    const callId = callIdOf(phase);
    if (!busy || (this.#callId !== null && callId !== this.#callId)) this.#startOver();
    this.#callId = callId;
    if (busy) this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY_MS);
    if (message) this.#hear(message);
    if (phase.kind === 'active') {
      if (this.#peerAway && !phase.peerAway) this.#leftAt = null;
      this.#peerAway = phase.peerAway;
    }
  }

  #hear(message: SignalingMessage): void {
    this.#heardAt = this.#settings.now();
    this.#askedAt = null;
    const { body, callId } = message;
    if (body.case === 'registered' && body.value.resumeWindowSeconds > 0)
      this.#windowMs = body.value.resumeWindowSeconds * 1000;
    if (callId === undefined || callId !== this.#callId) return;
    if (isGoodbye(message)) this.#leftAt = this.#heardAt;
    else if (FROM_THE_FAR_SIDE.has(body.case)) this.#leftAt = null;
  }

  #startOver(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#since.clear();
    this.#forgetMedia(null);
    this.#askedAt = this.#leftAt = null;
    this.#peerAway = false;
  }

  async #look(): Promise<void> {
    const { phase, line } = this.#settings.model();
    const offLine = line.kind !== 'registered';
    if (phase.kind === 'dialing') {
      const unplaced = this.#lasts('unplaced', phase.callId === null || offLine);
      if (unplaced >= UNPLACED_AT_MOST_MS) this.#settings.onGivenUp('unplaced');
    } else {
      this.#lasts('unplaced', false);
    }
    if (phase.kind !== 'joining' && phase.kind !== 'active') return;
    const connecting = phase.kind === 'joining' || (phase.link === 'connecting' && !phase.peerAway);
    if (this.#lasts('connecting', connecting) >= UNCONNECTED_AT_MOST_MS) {
      this.#settings.onGivenUp('unconnected');
      return;
    }
    if (phase.kind !== 'active') return;
    await this.#lookAtMedia(phase);
    const now = this.#settings.model();
    if (callIdOf(now.phase) === phase.callId && now.phase.kind === 'active') {
      this.#judge(now.phase, now.line.kind !== 'registered');
    }
  }

  async #lookAtMedia(phase: Active): Promise<void> {
    const measured = this.#settings.links.measured;
    if (!measured) return;
    if (measured.connection !== this.#measured) this.#forgetMedia(measured.connection);
    let now: Arrivals;
    try {
      now = arrivals(await measured.stats);
    } catch {
      return; // it was closed meanwhile
    }
    const before = this.#looks.at(-1);
    if (before && packets(now) > packets(before)) this.#mediaAt = this.#settings.now();
    if (!phase.remote.audio && !phase.remote.video) this.#mediaAt = null; // then nothing needs to come
    this.#looks = [...this.#looks, now].slice(-LOSS_OVER_LOOKS);
  }

  #forgetMedia(connection: object | null): void {
    this.#measured = connection;
    this.#looks = [];
    this.#mediaAt = null;
  }

  #judge(phase: Active, offLine: boolean): void {
    const now = this.#settings.now();
    const broken = phase.link === 'reconnecting' || phase.link === 'failed';
    const stalled = this.#mediaAt !== null && now - this.#mediaAt >= SAID_AFTER_MS;
    const silent = stalled ? now - (this.#mediaAt ?? now) : 0;
    const frozen = stalled || this.#lasts('broken', broken) >= SAID_AFTER_MS;
    const cutFor = Math.max(silent, this.#lasts('broken', broken));
    const away = this.#lasts('away', phase.peerAway);
    const off = this.#lasts('off', offLine);
    if (frozen && !offLine && !phase.peerAway) this.#ask(phase.callId, now);
    const unanswered = frozen && this.#askedAt !== null && now - this.#askedAt >= ANSWERED_WITHIN_MS;

    if (this.#leftAt !== null) this.#left(this.#leftAt);
    else if (offLine && (frozen || off >= SAID_AFTER_MS)) this.#cut('own', off, frozen, 'own');
    else if (phase.peerAway && (frozen || away >= SAID_AFTER_MS))
      this.#cut('far', away - FAR_SLACK_MS, frozen, 'far', away);
    else if (unanswered) this.#cut('own', cutFor, frozen, broken ? 'own' : null);
    else if (frozen) this.#cut('between', cutFor, frozen, broken ? 'between' : null);
    else this.#settings.onTrouble(this.#poor(phase));
  }

  /** The page that goes may be loaded anew, which takes a moment. */
  #left(at: number): void {
    const until = at + LOADED_ANEW_WITHIN_MS;
    if (this.#settings.now() >= until) this.#settings.onGivenUp('left');
    else this.#settings.onTrouble({ kind: 'cut', side: 'left', until, frozen: true });
  }

  #cut(
    side: 'own' | 'far' | 'between',
    endsAfter: number,
    frozen: boolean,
    ends: GivenUp | null,
    lasts = endsAfter,
  ): void {
    if (ends && endsAfter >= this.#windowMs) {
      this.#settings.onGivenUp(ends);
      return;
    }
    const counts = ends !== null || lasts < ICE_NOTICES_WITHIN_MS;
    const until = counts ? this.#settings.now() - lasts + this.#windowMs : null;
    this.#settings.onTrouble({ kind: 'cut', side, until, frozen });
  }

  /** Asks until there is an answer. */
  #ask(callId: string, now: number): void {
    if (this.#askedAt !== null) {
      if (now - this.#askedAt >= DEAD_AFTER_MS) {
        this.#askedAt = null;
        this.#settings.onDeadLine();
      }
      return;
    }
    if (now - this.#heardAt < ASKED_AGAIN_AFTER_MS) return;
    this.#askedAt = now;
    this.#settings.ask(callId);
  }

  #poor({ trouble }: Active): Trouble | null {
    const [first, last] = [this.#looks[0], this.#looks.at(-1)];
    if (!first || !last || this.#looks.length < LOSS_OVER_LOOKS / 2) return null;
    const limit = trouble?.kind === 'poor' ? POOR_UNTIL : POOR_FROM;
    if (lostBetween(first, last) >= limit) return { kind: 'poor', direction: 'in' };
    return last.lostThere >= limit ? { kind: 'poor', direction: 'out' } : null;
  }

  /** For how long this has been so without a break. */
  #lasts(what: string, holds: boolean): number {
    if (!holds) {
      this.#since.delete(what);
      return 0;
    }
    const now = this.#settings.now();
    const since = this.#since.get(what) ?? now;
    this.#since.set(what, since);
    return now - since;
  }
}
