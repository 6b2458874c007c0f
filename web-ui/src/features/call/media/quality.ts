import type { MessageInitShape } from '@bufbuild/protobuf';
import { CandidateType } from '../../../gen/visavis/v1/common_pb';
import type { LinkQualitySchema } from '../../../gen/visavis/v1/signaling_pb';

/** A connection that statistics can be read from. */
export interface StatsSource {
  /** Identifies the connection. */
  readonly connection: object;
  readonly stats: Promise<RTCStatsReport>;
}

/** What a connection has counted since it was opened. */
export interface Totals {
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly framesDecoded: number;
  readonly framesDropped: number;
}

/** The statistics of a connection at one instant. */
export interface StatsSample extends Totals {
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  readonly localCandidate: CandidateType;
  readonly remoteCandidate: CandidateType;
}

export const ZERO_TOTALS: Totals = { packetsReceived: 0, packetsLost: 0, framesDecoded: 0, framesDropped: 0 };

const CANDIDATE_TYPES: ReadonlyMap<unknown, CandidateType> = new Map([
  ['host', CandidateType.HOST],
  ['srflx', CandidateType.SRFLX],
  ['prflx', CandidateType.PRFLX],
  ['relay', CandidateType.RELAY],
]);

/** The statistics that are used here; each browser omits some. */
type Stats = Readonly<
  Partial<
    Record<
      | keyof Totals
      | 'id'
      | 'type'
      | 'kind'
      | 'state'
      | 'nominated'
      | 'jitter'
      | 'currentRoundTripTime'
      | 'selectedCandidatePairId'
      | 'localCandidateId'
      | 'remoteCandidateId'
      | 'candidateType',
      unknown
    >
  >
>;

/** Reads the result of `RTCPeerConnection.getStats`. */
export function readStats(report: RTCStatsReport): StatsSample {
  const all: Stats[] = [];
  report.forEach((stats: Stats) => all.push(stats));
  const inbound = all.filter(({ type }) => type === 'inbound-rtp');
  const sum = (name: keyof Totals) => inbound.reduce((total, stats) => total + count(stats[name]), 0);
  const jitter = inbound.find(({ kind }) => kind === 'audio')?.jitter;
  const pair = selectedPair(all);
  const candidate = (id: unknown) =>
    CANDIDATE_TYPES.get(all.find((stats) => stats.id === id)?.candidateType) ?? CandidateType.UNSPECIFIED;
  return {
    packetsReceived: sum('packetsReceived'),
    packetsLost: sum('packetsLost'),
    framesDecoded: sum('framesDecoded'),
    framesDropped: sum('framesDropped'),
    jitterMs: milliseconds(jitter),
    roundTripMs: milliseconds(pair?.currentRoundTripTime),
    localCandidate: candidate(pair?.localCandidateId),
    remoteCandidate: candidate(pair?.remoteCandidateId),
  };
}

/** What a connection has received between two samples. */
export function statsDelta(
  userId: string,
  before: Totals,
  now: StatsSample,
): MessageInitShape<typeof LinkQualitySchema> {
  const increase = (name: keyof Totals) => Math.max(0, now[name] - before[name]);
  return {
    userId,
    packetsReceived: increase('packetsReceived'),
    packetsLost: increase('packetsLost'),
    framesDecoded: increase('framesDecoded'),
    framesDropped: increase('framesDropped'),
    ...(now.jitterMs === null ? {} : { jitterMs: now.jitterMs }),
    ...(now.roundTripMs === null ? {} : { roundTripMs: now.roundTripMs }),
    localCandidate: now.localCandidate,
    remoteCandidate: now.remoteCandidate,
  };
}

/** Not every browser reports the transport, which names the pair. */
function selectedPair(all: readonly Stats[]): Stats | undefined {
  const selected = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pairs = all.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ id }) => id === selected) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  );
}

/** Duplicate packets can make the count of lost packets negative (RFC 3550, section 6.4.1). */
function count(value: unknown): number {
  return typeof value === 'number' ? Math.max(0, Math.round(value)) : 0;
}

function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : null;
}
