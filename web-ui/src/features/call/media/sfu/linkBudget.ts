import type { Received } from './received';

/** The bits per second that the screen asks for. */
export interface Demand {
  /** With every tile as large as it is shown. */
  readonly wanted: number;
  /** With every tile at its smallest. */
  readonly least: number;
}

/** What the link of this device can bear, as far as it is known. */
export interface LinkBudget {
  /** Bits per second for everything; null: no limit was met. */
  readonly limit: number | null;
  /** The limit before it was raised last. */
  readonly before: number;
  /** What the link carried when it was full: more than that needs a trial. null: the last trial went well. */
  readonly full: number | null;
  /** For how many seconds everything has gone well. */
  readonly good: number;
  /** Seconds since more was tried. */
  readonly sinceRaised: number;
  /** Seconds since it was lowered. */
  readonly sinceLowered: number;
  /** The loss that lowered it; null if packets were late, and since it was raised. */
  readonly lossBefore: number | null;
  /** Whether packets arrived late at last. */
  readonly wasLate: boolean;
  /** The share of packets that is lost however little is sent: by radio, or because this device is too busy to read them. */
  readonly constantLoss: number;
}

/** What the voices take, at most five at 40 kbit/s each with everything around them. */
export const VOICES_BITRATE = 200_000;

const LONG_AGO = 60;

export const NO_LIMIT: LinkBudget = {
  limit: null,
  before: 0,
  full: null,
  good: 0,
  sinceRaised: LONG_AGO,
  sinceLowered: LONG_AGO,
  lossBefore: null,
  wasLate: false,
  constantLoss: 0,
};

const BAD_LOSS = 0.05;
const GOOD_LOSS = 0.02;
/** Much more is sent than the link bears: what has arrived so far may have waited in a queue that was still empty. */
const HEAVY_LOSS = 0.2;
/** In milliseconds. A queue on the way grows until it loses packets. */
const LATE = 100;
/** Shorter delays are no sign of a queue. */
const EARLY = 50;
/** After so many good seconds, more is asked for: within what the link has carried, beyond it, and after a trial that went well. */
const PATIENCE = { within: 5, beyond: 7, afterSuccess: 2.5 } as const;
/** By how much the limit rises after a trial that went well. */
const RAISE = 2.5;
/** Until then, by what one tile of the second size takes more than one of the smallest, or by one of the smallest. */
const STEP = { larger: 350_000, paused: 150_000 } as const;
/** Trouble within this many seconds shows that the last raise was too much. */
const RAISE_FAILED_WITHIN = 4;
/** The effect of a smaller view is seen after this many seconds: smaller pictures begin with a key frame, and the queue empties. */
const LOWERED_AFTER = 3;
/** Of what a full link carries, so much is asked for. The rest empties the queue. */
const HEADROOM = 0.85;
/** If less was asked for and the share of lost packets stayed above this part of the former one, the bitrate is not the cause. */
const UNCHANGED = 0.7;
/** A larger loss comes from the bitrate: halving what is sent over a full link may leave most of it. */
const MAX_CONSTANT_LOSS = 0.3;
/** How much of the way the constant loss follows a lower one in a second. */
const FORGET = 0.1;

/**
 * Down at once; up after 5 good seconds, in small steps where the link was full before. The first trouble only makes tiles
 * smaller. Tiles are paused when loss goes on although all are small, and less arrives than they take.
 */
export function nextBudget(last: LinkBudget, received: Received, demand: Demand): LinkBudget {
  const { seconds } = received;
  const isLate = received.delay > LATE;
  const now = {
    ...last,
    sinceRaised: last.sinceRaised + seconds,
    sinceLowered: last.sinceLowered + seconds,
    wasLate: isLate,
    constantLoss: last.constantLoss + FORGET * seconds * Math.min(0, received.loss - last.constantLoss),
  };
  const loss = received.loss - now.constantLoss;
  // Without a trial, a single measurement may be late because this device was busy.
  if (loss > BAD_LOSS || (isLate && (last.wasLate || isTrial(now)))) {
    if (loss > HEAVY_LOSS && (now.limit ?? Infinity) > demand.least) return lowered(now, received, demand);
    if (now.sinceLowered < LOWERED_AFTER) return { ...now, good: 0 };
    if (!isLate && isConstant(now, received))
      return { ...now, good: 0, lossBefore: null, constantLoss: received.loss };
    return lowered(now, received, demand);
  }
  if (now.limit === null) return now;
  if (loss > GOOD_LOSS || received.delay > EARLY) return { ...now, good: 0 };
  return raised({ ...now, good: now.good + seconds }, now.limit, demand);
}

function isTrial({ sinceRaised }: LinkBudget): boolean {
  return sinceRaised <= RAISE_FAILED_WITHIN;
}

function isConstant({ lossBefore }: LinkBudget, { loss }: Received): boolean {
  return lossBefore !== null && loss > lossBefore * UNCHANGED && loss <= MAX_CONSTANT_LOSS;
}

function raised(now: LinkBudget, limit: number, { wanted, least }: Demand): LinkBudget {
  const wentWell = now.full === null || limit > now.full;
  const step = limit + (limit < least ? STEP.paused : STEP.larger);
  const next = wentWell ? Math.max(limit * RAISE, step) : step;
  const isBeyond = now.full !== null && next > now.full;
  const patience = wentWell ? PATIENCE.afterSuccess : isBeyond ? PATIENCE.beyond : PATIENCE.within;
  if (now.good < patience) return now;
  return {
    ...now,
    limit: next >= wanted ? null : next,
    before: limit,
    full: wentWell ? null : now.full,
    good: 0,
    sinceRaised: 0,
    lossBefore: null,
  };
}

function lowered(now: LinkBudget, received: Received, demand: Demand): LinkBudget {
  const { bitrate, loss } = received;
  const { wanted, least } = demand;
  const limit = now.limit ?? wanted;
  const borne = loss > HEAVY_LOSS ? 0 : Math.min(limit, bitrate) * HEADROOM;
  const pauses = loss > BAD_LOSS && limit <= least && bitrate < least;
  const lower = pauses
    ? Math.max(VOICES_BITRATE, bitrate * HEADROOM)
    : Math.max(least, isTrial(now) ? now.before : borne);
  return {
    ...now,
    limit: Math.min(limit, lower),
    full: Math.min(limit, bitrate),
    good: 0,
    sinceLowered: 0,
    sinceRaised: LONG_AGO,
    lossBefore: loss > BAD_LOSS ? loss : null,
  };
}
