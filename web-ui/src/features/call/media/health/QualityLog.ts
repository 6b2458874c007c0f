import type { FarEnd } from '../../model/peers';
import type { StatsSource } from '../quality';
import type { LinkStats, Picture } from './linkStats';
import { readLink } from './linkStats';

/** A connection of the call. The media server has two under one name: one that sends and one that receives. */
export interface FarEndStats extends StatsSource {
  readonly farEnd: FarEnd;
}

/** The call during one second; all connections together. */
export interface QualityPoint {
  /** In epoch milliseconds. */
  readonly at: number;
  /** Bits per second. */
  readonly up: number;
  readonly down: number;
  /** The share of packets that were lost on the way to this device, and of its own, 0 to 1. */
  readonly lossIn: number;
  readonly lossOut: number;
  /** The longest; null if the browser does not say. */
  readonly roundTripMs: number | null;
  /** The largest pictures. */
  readonly sent: Picture | null;
  readonly received: Picture | null;
}

export interface LogState {
  /** The last two minutes at most, the oldest first. */
  readonly points: readonly QualityPoint[];
  /** The connections now. */
  readonly links: readonly { readonly farEnd: FarEnd; readonly stats: LinkStats }[];
}

interface Settings {
  sources: () => readonly FarEndStats[];
  now: () => number;
  onChange: (state: LogState) => void;
}

interface Measured {
  readonly at: number;
  readonly byConnection: ReadonlyMap<object, { readonly farEnd: FarEnd; readonly stats: LinkStats }>;
}

const INTERVAL_MS = 1000;
/** Two minutes. */
const MOST_POINTS = 120;

/** Measures all connections of a call once a second, from `start` to `stop`. */
export class QualityLog {
  readonly #settings: Settings;
  #points: readonly QualityPoint[] = [];
  #before: Measured | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isMeasuring = false;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#measure(), INTERVAL_MS);
    void this.#measure();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #measure(): Promise<void> {
    if (this.#isMeasuring) return; // the browser is slower than once a second
    this.#isMeasuring = true;
    const links = await Promise.all(this.#settings.sources().map(read));
    this.#isMeasuring = false;
    if (this.#timer === undefined) return;
    const open = links.filter((link) => link !== null);
    const now = { at: this.#settings.now(), byConnection: new Map(open) };
    const before = this.#before;
    this.#before = now;
    if (before && now.at > before.at)
      this.#points = [...this.#points, pointBetween(before, now)].slice(-MOST_POINTS);
    this.#settings.onChange({ points: this.#points, links: [...now.byConnection.values()] });
  }
}

async function read({ farEnd, connection, stats }: FarEndStats) {
  try {
    return [connection, { farEnd, stats: readLink(await stats) }] as const;
  } catch {
    return null; // the connection was closed in the meantime
  }
}

/** A connection that is new counts from its next measurement on. */
function pointBetween(before: Measured, now: Measured): QualityPoint {
  const all = [...now.byConnection].map(([connection, { stats }]) => ({
    stats,
    was: before.byConnection.get(connection)?.stats ?? stats,
  }));
  type Counter = 'bytesSent' | 'bytesReceived' | 'packetsReceived' | 'packetsLost';
  const increase = (name: Counter) =>
    all.reduce((total, { stats, was }) => total + Math.max(0, stats[name] - was[name]), 0);
  const seconds = (now.at - before.at) / 1000;
  const [received, lost] = [increase('packetsReceived'), increase('packetsLost')];
  const roundTrips = all.flatMap(({ stats }) => stats.roundTripMs ?? []);
  return {
    at: now.at,
    up: (increase('bytesSent') * 8) / seconds,
    down: (increase('bytesReceived') * 8) / seconds,
    lossIn: lost / Math.max(1, received + lost),
    lossOut: Math.max(0, ...all.map(({ stats }) => stats.remoteLoss)),
    roundTripMs: roundTrips.length > 0 ? Math.max(...roundTrips) : null,
    sent: largest(all.map(({ stats }) => stats.sent)),
    received: largest(all.map(({ stats }) => stats.received)),
  };
}

function largest(pictures: readonly (Picture | null)[]): Picture | null {
  const [first] = pictures
    .filter((picture) => picture !== null)
    .sort((one, other) => other.height - one.height);
  return first ?? null;
}
