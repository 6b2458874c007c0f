/** What a connection has received since it was opened, and the packet loss that its peer reports. */
export interface ReceptionStats {
  readonly audio: Counts;
  readonly video: Counts;
  /** The frames of the peer's camera that were decoded; null if the browser does not count them. */
  readonly frames: number | null;
  /** The share of this device's packets that the peer does not receive, 0 to 1, from its latest report. */
  readonly remoteLoss: number;
  /** The picture of the camera that is sent; null while none is. */
  readonly sent: SentPicture | null;
}

interface SentPicture {
  /** It is smaller than the camera's, because more does not get through. */
  readonly limited: boolean;
  /** The frames that were encoded. */
  readonly frames: number;
}

interface Counts {
  readonly received: number;
  readonly lost: number;
}

/** Fewer packets than this are not enough to measure a loss ratio. */
const MIN_PACKETS = 40;

type Stats = Readonly<
  Partial<
    Record<
      | 'id'
      | 'type'
      | 'kind'
      | 'mid'
      | 'packetsReceived'
      | 'packetsLost'
      | 'framesDecoded'
      | 'fractionLost'
      | 'framesEncoded'
      | 'frameHeight'
      | 'height'
      | 'mediaSourceId'
      | 'qualityLimitationReason',
      unknown
    >
  >
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
  const reports = all.filter(({ type }) => type === 'remote-inbound-rtp');
  return {
    audio: counts('audio'),
    video: counts('video'),
    frames: cameraFrames(all),
    remoteLoss: Math.max(0, ...reports.map(({ fractionLost }) => toNumber(fractionLost))),
    sent: sentPicture(all),
  };
}

/** The first video section carries the camera. */
function sentPicture(all: readonly Stats[]): SentPicture | null {
  const [camera] = all
    .filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video')
    .sort((one, other) => Number(one.mid ?? 0) - Number(other.mid ?? 0));
  const source = all.find(({ id, type }) => type === 'media-source' && id === camera?.mediaSourceId);
  if (!camera || !source) return null;
  const isSmaller = toNumber(camera.frameHeight) < toNumber(source.height);
  return {
    limited: camera.qualityLimitationReason === 'bandwidth' && isSmaller,
    frames: toNumber(camera.framesEncoded),
  };
}

/** The first video section carries the camera. It is not reported before its first packet has arrived. */
function cameraFrames(all: readonly Stats[]): number | null {
  const [camera] = all
    .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
    .sort((one, other) => Number(one.mid ?? 0) - Number(other.mid ?? 0));
  if (!camera) return 0;
  return typeof camera.framesDecoded === 'number' ? camera.framesDecoded : null;
}

/** The share of audio or video packets that was lost between two samples, whichever is higher, 0 to 1. */
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
