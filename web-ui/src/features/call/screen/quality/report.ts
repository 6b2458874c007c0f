import type { LogState } from '../../media/health/QualityLog';
import type { LinkStats } from '../../media/health/linkStats';
import type { Topology } from '../../model/media';
import { SFU } from '../../model/peers';
import type { Line, Measure } from './measures';
import { MEASURES } from './measures';

interface CallFacts {
  readonly callId: string;
  readonly topology: Topology;
  /** Everybody in the call, with this user. */
  readonly people: number;
  /** How long this device has been in the call, in seconds. */
  readonly seconds: number;
  /** Whether the connection to the server is up. */
  readonly serverConnection: string;
  /** A name and a main version, such as "Chrome 141". */
  readonly browser: string;
}

const WAYS: Record<Topology, string> = {
  p2p: 'between two devices',
  mesh: 'between each two devices',
  sfu: 'through the media server',
};

/** How media flows now: directly, through a relay, or through the media server. */
export function wayOf(links: LogState['links'], topology: Topology): string {
  const isRelayed = links.some(({ stats }) => stats.candidates?.includes('relay'));
  if (topology === 'sfu') return isRelayed ? 'Media server, through a relay' : 'Media server';
  if (links.every(({ stats }) => stats.candidates === null)) return 'Not connected yet';
  return isRelayed ? 'Through a relay' : 'Direct';
}

export function codecsOf(links: LogState['links']): string {
  return [...new Set(links.flatMap(({ stats }) => stats.codecs))].join(', ') || 'None yet';
}

/** A text for support. It names no person and has no address. */
export function reportText({ points, links }: LogState, call: CallFacts, at: Date): string {
  return [
    'Visavis call report',
    `Time: ${at.toISOString()}`,
    `Call: ${call.callId}`,
    `Media: ${WAYS[call.topology]}, ${call.people} people`,
    `In the call for: ${Math.round(call.seconds)} s`,
    `Server: ${call.serverConnection}`,
    `Browser: ${call.browser}`,
    '',
    'Connections',
    ...links.map(({ farEnd, stats }, index) => `${index + 1}. ${linkText(farEnd, stats)}`),
    '',
    `Last ${points.length} s: lowest, average, highest, now`,
    ...MEASURES.flatMap((measure) => measure.lines.map((line) => rangeText(measure, line, points))),
  ].join('\n');
}

function linkText(farEnd: string, stats: LinkStats): string {
  const { candidates, protocol, roundTripMs, codecs, packetsLost, packetsReceived } = stats;
  return [
    farEnd === SFU ? 'media server' : 'person',
    candidates ? `candidates ${candidates[0]} and ${candidates[1]}` : 'no candidates',
    protocol ?? 'no protocol',
    roundTripMs === null ? 'round trip unknown' : `round trip ${roundTripMs} ms`,
    `codecs ${codecs.join(' and ') || 'none'}`,
    `${packetsReceived} packets received, ${packetsLost} lost`,
  ].join(', ');
}

function rangeText({ title, text }: Measure, { name, of }: Line, points: LogState['points']): string {
  const values = points.flatMap((point) => of(point) ?? []);
  const last = values.at(-1);
  if (last === undefined) return `${title}, ${name.toLowerCase()}: unknown`;
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const range = [Math.min(...values), Math.round(average * 1000) / 1000, Math.max(...values), last];
  return `${title}, ${name.toLowerCase()}: ${range.map(text).join(', ')}`;
}

/** The browser's name and main version. The whole text could be taken for an address. */
export function browserName(userAgent: string): string {
  const found = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/g;
  const all = [...userAgent.matchAll(found)].map(([, name = '', version = '']) => ({ name, version }));
  const chosen = all.find(({ name }) => name === 'Edg' || name === 'OPR') ?? all[0];
  if (!chosen) return 'unknown';
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };
  return `${names[chosen.name] ?? chosen.name} ${chosen.version}`;
}
