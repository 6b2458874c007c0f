/** What one section of a connection has received since it was opened. */
export interface Inbound {
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
  readonly frames: number;
  readonly keyFrames: number;
  readonly freezes: number;
}

export const NOTHING_RECEIVED: Inbound = {
  packets: 0,
  lost: 0,
  bytes: 0,
  frames: 0,
  keyFrames: 0,
  freezes: 0,
};

/** A connection at one instant. */
export interface InboundSample {
  /** By `mid`. */
  readonly sections: ReadonlyMap<string, Inbound>;
  /** To the far end and back; null if it is not known yet. */
  readonly roundTripMs: number | null;
}

type Stats = Readonly<Record<string, unknown>>;

/** Reads the result of `RTCPeerConnection.getStats`. */
export function readInbound(report: RTCStatsReport): InboundSample {
  const sections = new Map<string, Inbound>();
  let roundTripMs: number | null = null;
  report.forEach((stats: Stats) => {
    if (stats['type'] === 'inbound-rtp' && typeof stats['mid'] === 'string')
      sections.set(stats['mid'], {
        packets: count(stats['packetsReceived']),
        lost: count(stats['packetsLost']),
        bytes: count(stats['bytesReceived']),
        frames: count(stats['framesDecoded']),
        keyFrames: count(stats['keyFramesDecoded']),
        freezes: count(stats['freezeCount']),
      });
    if (
      stats['type'] === 'candidate-pair' &&
      typeof stats['currentRoundTripTime'] === 'number' &&
      stats['nominated']
    )
      roundTripMs = Math.round(stats['currentRoundTripTime'] * 1000);
  });
  return { sections, roundTripMs };
}

/** Duplicate packets can make the count of lost packets negative (RFC 3550, section 6.4.1). */
function count(value: unknown): number {
  return typeof value === 'number' ? Math.max(0, value) : 0;
}
