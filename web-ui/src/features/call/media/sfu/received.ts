import type { Inbound, InboundSample } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';

/** What was received in the last moment. */
export interface Received {
  /** How long that moment was. */
  readonly seconds: number;
  /** Bits per second. */
  readonly bitrate: number;
  /** The share of packets that were lost on the way from the media server, 0 to 1. */
  readonly loss: number;
  /** How much longer than at best a packet takes from the media server, in milliseconds. */
  readonly delay: number;
}

/** A section with fewer packets says nothing about the link. */
const MIN_PACKETS = 5;
/** A section that lost more than this counts as one that lost packets. */
const SOME_LOSS = 0.01;

/** Compares two samples that are `ms` milliseconds apart. */
export function receivedBetween(
  before: InboundSample,
  now: InboundSample,
  ms: number,
  delay: number,
): Received {
  const increases = [...now.sections].map(([mid, section]) =>
    increase(before.sections.get(mid) ?? NOTHING_RECEIVED, section),
  );
  const sum = (name: keyof Inbound) => increases.reduce((total, each) => total + each[name], 0);
  return { seconds: ms / 1000, bitrate: (sum('bytes') * 8000) / ms, loss: linkLoss(increases), delay };
}

/**
 * The link of this device loses packets of everybody. What only a few sections lose was lost on the way to the media server,
 * by people whose own link is bad.
 */
export function linkLoss(sections: readonly Inbound[]): number {
  const heard = sections.filter(({ packets, lost }) => packets + lost >= MIN_PACKETS);
  const lossy = heard.filter((section) => lossOf(section) > SOME_LOSS);
  if (lossy.length === 0 || lossy.length * 2 < heard.length) return 0;
  const [packets, lost] = heard.reduce(([p, l], each) => [p + each.packets, l + each.lost], [0, 0]);
  return lost / (packets + lost);
}

export function lossOf({ packets, lost }: Inbound): number {
  return lost / (packets + lost);
}

export function increase(before: Inbound, now: Inbound): Inbound {
  const of = (name: keyof Inbound) => Math.max(0, now[name] - before[name]);
  return {
    packets: of('packets'),
    lost: of('lost'),
    bytes: of('bytes'),
    frames: of('frames'),
    keyFrames: of('keyFrames'),
  };
}
