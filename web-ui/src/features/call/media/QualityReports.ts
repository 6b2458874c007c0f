import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { quality } from '../model/messages';
import type { CallPhase } from '../model/model';
import type { FarEnd } from '../model/peers';
import type { MediaLinks } from './MediaLinks';
import type { StatsSource, Totals } from './quality';
import { readStats, statsDelta, ZERO_TOTALS } from './quality';

interface ReportSettings {
  links: Pick<MediaLinks, 'farEnds' | 'statsSource'>;
  socket: { send: (message: SignalingMessage) => void };
  now: () => number;
  /** What was measured on each connection. */
  onMeasured: (farEnd: FarEnd, connection: object, report: RTCStatsReport) => void;
}

/** What a connection had counted at the previous report. */
interface Measured {
  readonly connection: object;
  readonly totals: Totals;
}

const REPORT_INTERVAL_MS = 10_000;

/** Reports to the server how the media of a call is received: every 10 s, and once more at its end. */
export class QualityReports {
  readonly #settings: ReportSettings;
  #callId: string | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #previous = new Map<FarEnd, Measured>();
  #since = 0;

  constructor(settings: ReportSettings) {
    this.#settings = settings;
  }

  /** Call this with each new phase, before the connections of an ended call are closed: they are measured once more. */
  update(phase: CallPhase): void {
    const callId = phase.kind === 'active' ? phase.callId : null;
    if (this.#callId === callId) return;
    if (this.#callId !== null) this.#end(this.#callId);
    if (callId !== null) this.#begin(callId);
  }

  #begin(callId: string): void {
    this.#callId = callId;
    this.#since = this.#settings.now();
    this.#timer = setInterval(() => void this.#report(callId, false), REPORT_INTERVAL_MS);
  }

  #end(callId: string): void {
    clearInterval(this.#timer);
    this.#callId = null;
    void this.#report(callId, true);
  }

  async #report(callId: string, final: boolean): Promise<void> {
    const { links, socket, now } = this.#settings;
    const measuring = links.farEnds.map((farEnd) => this.#measure(farEnd, links.statsSource(farEnd), final));
    const measured = (await Promise.all(measuring)).filter((link) => link !== null);
    if (measured.length === 0) return;
    const at = now();
    const periodMs = Math.max(1, at - this.#since);
    this.#since = at;
    socket.send(quality(callId, periodMs, final, measured));
  }

  async #measure(farEnd: FarEnd, source: StatsSource | null, final: boolean) {
    if (!source) return null;
    const { connection } = source;
    try {
      const report = await source.stats;
      const totals = readStats(report);
      if (!final) this.#settings.onMeasured(farEnd, connection, report);
      const previous = this.#previous.get(farEnd);
      const before = previous?.connection === connection ? previous.totals : ZERO_TOTALS;
      if (final) this.#previous.delete(farEnd);
      else this.#previous.set(farEnd, { connection, totals });
      return statsDelta(farEnd, before, totals);
    } catch (cause) {
      console.warn('The statistics of a connection cannot be read', cause);
      return null;
    }
  }
}
