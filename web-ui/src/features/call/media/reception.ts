/** What a connection has received since its beginning, and what its far end says of what it gets. */
export interface ReceptionStats {
  readonly audio: Counts;
  readonly video: Counts;
  /** The share of this side's packets that do not arrive there, 0 to 1, as the far end reported last. */
  readonly remoteLoss: number;
}

interface Counts {
  readonly received: number;
  readonly lost: number;
}

/** Less than this says nothing about a line. */
const MIN_PACKETS = 40;

type Stats = Readonly<
  Partial<Record<'type' | 'kind' | 'packetsReceived' | 'packetsLost' | 'fractionLost', unknown>>
>;

export function readReception(report: RTCStatsReport): ReceptionStats {
  const all: Stats[] = [];
  report.forEach((stats: Stats) => all.push(stats));
  const counts = (kind: string): Counts => {
    const inbound = all.filter((stats) => stats.type === 'inbound-rtp' && stats.kind === kind);
    const sum = (name: 'packetsReceived' | 'packetsLost') =>
      inbound.reduce((total, stats) => total + toNumber(stats[name]), 0);
    return { received: sum('packetsReceived'), lost: sum('packetsLost') };
  };
  const told = all.filter(({ type }) => type === 'remote-inbound-rtp');
  return {
    audio: counts('audio'),
    video: counts('video'),
    remoteLoss: Math.max(0, ...told.map(({ fractionLost }) => toNumber(fractionLost))),
  };
}

/** The share of packets, of sound or picture, that was lost between two looks, 0 to 1. */
export function lossRatio(before: ReceptionStats, now: ReceptionStats): number {
  const share = (kind: 'audio' | 'video') => {
    const lost = now[kind].lost - before[kind].lost;
    const all = lost + now[kind].received - before[kind].received;
    return all < MIN_PACKETS ? 0 : Math.max(0, lost / all);
  };
  return Math.max(share('audio'), share('video'));
}

export function packetCount({ audio, video }: ReceptionStats): number {
  return audio.received + video.received;
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
