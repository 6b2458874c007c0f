import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { quality } from '../model/messages';
import type { CallPhase } from '../model/model';
import type { StatsSample, StatsSource, Totals } from './quality';
import { statsDelta, readStats, ZERO_TOTALS } from './quality';

interface ReportSettings {
  links: { readonly statsSource: StatsSource | null };
  socket: { send: (message: SignalingMessage) => void };
  now: () => number;
}

const REPORT_INTERVAL_MS = 10_000;

/** Reports to the server how the media of a call is received: every 10 s, and once more at its end. */
export class QualityReports {
  readonly #settings: ReportSettings;
  #call: { callId: string; peerId: string } | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The connection that was measured last. */
  #previous: { connection: object; totals: Totals } | null = null;
  #since = 0;

  constructor(settings: ReportSettings) {
    this.#settings = settings;
  }

  /** Call this with each new phase, before the connection of an ended call is closed: it is measured once more. */
  update(phase: CallPhase): void {
    const callId = phase.kind === 'active' ? phase.callId : null;
    if (this.#call && this.#call.callId !== callId) this.#end();
    if (phase.kind === 'active' && !this.#call) this.#begin(phase.callId, phase.peer.id);
  }

  #begin(callId: string, peerId: string): void {
    this.#call = { callId, peerId };
    this.#since = this.#settings.now();
    this.#timer = setInterval(() => {
      void this.#report(callId, peerId, false);
    }, REPORT_INTERVAL_MS);
  }

  #end(): void {
    clearInterval(this.#timer);
    if (this.#call) void this.#report(this.#call.callId, this.#call.peerId, true);
    this.#call = null;
  }

  async #report(callId: string, peerId: string, final: boolean): Promise<void> {
    const measured = this.#settings.links.statsSource;
    if (!measured) return;
    const { connection } = measured;
    let now: StatsSample;
    try {
      now = readStats(await measured.stats);
    } catch (cause) {
      console.warn('The statistics of the connection cannot be read', cause);
      return;
    }
    const before = this.#previous?.connection === connection ? this.#previous.totals : ZERO_TOTALS;
    this.#previous = final ? null : { connection, totals: now };
    const at = this.#settings.now();
    const periodMs = Math.max(1, at - this.#since);
    this.#since = at;
    this.#settings.socket.send(quality(callId, periodMs, final, statsDelta(peerId, before, now)));
  }
}
