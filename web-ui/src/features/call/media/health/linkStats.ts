/** One picture that is sent or received. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** What a connection has counted since it was opened, and what it does now. */
export interface LinkStats {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** The share of this device's packets that the far end does not receive, 0 to 1. */
  readonly remoteLoss: number;
  readonly roundTripMs: number | null;
  /** The largest ones. */
  readonly sent: Picture | null;
  readonly received: Picture | null;
  /** Such as "VP8" and "opus". */
  readonly codecs: readonly string[];
  /** The kinds of the two candidates in use, such as "host" and "relay", without addresses. */
  readonly candidates: readonly [local: string, remote: string] | null;
  /** "udp" or "tcp". */
  readonly protocol: string | null;
}

type Stats = Readonly<Record<string, unknown>>;

/** Reads the result of `RTCPeerConnection.getStats`. */
export function readLink(report: RTCStatsReport): LinkStats {
  const all: Stats[] = [];
  report.forEach((stats: Stats) => all.push(stats));
  const ofType = (type: string) => all.filter((stats) => stats['type'] === type);
  const inbound = ofType('inbound-rtp');
  const outbound = ofType('outbound-rtp');
  const active = [...inbound, ...outbound].filter(hasFlown);
  const byId = (id: unknown) => all.find((stats) => stats['id'] === id);
  const pair = selectedPair(all);
  const [local, remote] = [byId(pair?.['localCandidateId']), byId(pair?.['remoteCandidateId'])];
  return {
    bytesSent: sum(outbound, 'bytesSent'),
    bytesReceived: sum(inbound, 'bytesReceived'),
    packetsReceived: sum(inbound, 'packetsReceived'),
    packetsLost: Math.max(0, sum(inbound, 'packetsLost')),
    remoteLoss: Math.max(0, ...ofType('remote-inbound-rtp').map((stats) => number(stats['fractionLost']))),
    roundTripMs: pair ? milliseconds(pair['currentRoundTripTime']) : null,
    sent: largest(outbound),
    received: largest(inbound),
    codecs: [...new Set(active.flatMap((stats) => codecName(byId(stats['codecId']))))],
    candidates: local && remote ? [word(local['candidateType']), word(remote['candidateType'])] : null,
    protocol: local ? word(local['relayProtocol'] ?? local['protocol']) : null,
  };
}

function hasFlown(stats: Stats): boolean {
  return number(stats['bytesSent']) + number(stats['bytesReceived']) > 0;
}

function codecName(codec: Stats | undefined): string[] {
  const type = codec?.['mimeType'];
  return typeof type === 'string' ? [type.replace(/^\w+\//, '')] : [];
}

/** A picture that is not sent or received any more has no frames. */
function largest(streams: readonly Stats[]): Picture | null {
  const pictures = streams
    .map((stats) => ({
      width: number(stats['frameWidth']),
      height: number(stats['frameHeight']),
      framesPerSecond: number(stats['framesPerSecond']),
    }))
    .filter(({ height, framesPerSecond }) => height > 0 && framesPerSecond > 0)
    .sort((one, other) => other.height - one.height);
  return pictures[0] ?? null;
}

/** Not every browser reports the transport, which names the pair. */
function selectedPair(all: readonly Stats[]): Stats | undefined {
  const selected = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  const pairs = all.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ id }) => id === selected) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  );
}

function sum(streams: readonly Stats[], name: string): number {
  return streams.reduce((total, stats) => total + number(stats[name]), 0);
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : null;
}

/** Only kinds and protocols: nothing that could be an address. */
function word(value: unknown): string {
  return typeof value === 'string' && /^[a-z]+$/.test(value) ? value : 'unknown';
}
