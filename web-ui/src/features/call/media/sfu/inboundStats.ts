import type { Voice } from './VoiceDelay';

/** What one section of a connection has received since it was opened. */
export interface Inbound {
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
  readonly frames: number;
  readonly keyFrames: number;
}

export const NOTHING_RECEIVED: Inbound = {
  packets: 0,
  lost: 0,
  bytes: 0,
  frames: 0,
  keyFrames: 0,
};

/** A connection at one instant. */
export interface InboundSample {
  /** By `mid`. */
  readonly sections: ReadonlyMap<string, Inbound>;
  /** Those of them that carry a voice. */
  readonly voices: ReadonlyMap<string, Voice>;
}

type Stats = Readonly<Record<string, unknown>>;

/** Reads the result of `RTCPeerConnection.getStats`. */
export function readInbound(report: RTCStatsReport): InboundSample {
  const sections = new Map<string, Inbound>();
  const voices = new Map<string, Voice>();
  report.forEach((stats: Stats) => {
    const mid = stats['mid'];
    if (stats['type'] !== 'inbound-rtp' || typeof mid !== 'string') return;
    const [packets, lost] = [count(stats['packetsReceived']), count(stats['packetsLost'])];
    sections.set(mid, {
      packets,
      lost,
      bytes: count(stats['bytesReceived']),
      frames: count(stats['framesDecoded']),
      keyFrames: count(stats['keyFramesDecoded']),
    });
    const lastAt = stats['lastPacketReceivedTimestamp'];
    if (stats['kind'] === 'audio' && typeof lastAt === 'number')
      voices.set(mid, { packets: packets + lost, lastAt });
  });
  return { sections, voices };
}

/** Duplicate packets can make the count of lost packets negative (RFC 3550, section 6.4.1). */
function count(value: unknown): number {
  return typeof value === 'number' ? Math.max(0, value) : 0;
}
