import type { QualityPoint } from '../../media/health/QualityLog';

/** One line of a graph. null: not known at that moment. */
export interface Line {
  readonly name: string;
  readonly of: (point: QualityPoint) => number | null;
}

/** What one graph shows. */
export interface Measure {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The graph reaches at least up to here. */
  readonly least: number;
  readonly text: (value: number) => string;
}

export const MEASURES: readonly Measure[] = [
  {
    title: 'Bitrate',
    lines: [
      { name: 'Sending', of: ({ up }) => up },
      { name: 'Receiving', of: ({ down }) => down },
    ],
    least: 100_000,
    text: bitrate,
  },
  {
    title: 'Packet loss',
    lines: [
      { name: 'Sending', of: ({ lossOut }) => lossOut },
      { name: 'Receiving', of: ({ lossIn }) => lossIn },
    ],
    least: 0.05,
    text: (share) => `${(share * 100).toFixed(1)} %`,
  },
  {
    title: 'Round trip',
    lines: [{ name: 'There and back', of: ({ roundTripMs }) => roundTripMs }],
    least: 100,
    text: (ms) => `${Math.round(ms)} ms`,
  },
  {
    title: 'Picture height',
    lines: [
      { name: 'Sending', of: ({ sent }) => sent?.height ?? null },
      { name: 'Receiving', of: ({ received }) => received?.height ?? null },
    ],
    least: 360,
    text: (lines) => `${lines} lines`,
  },
  {
    title: 'Frames per second',
    lines: [
      { name: 'Sending', of: ({ sent }) => sent?.framesPerSecond ?? null },
      { name: 'Receiving', of: ({ received }) => received?.framesPerSecond ?? null },
    ],
    least: 30,
    text: (frames) => `${Math.round(frames)}`,
  },
];

function bitrate(bits: number): string {
  return bits >= 1_000_000 ? `${(bits / 1_000_000).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
}

/** The points of an SVG polyline, 120 wide and 40 high, the newest at the right; a gap begins a new line. */
export function polylines(
  values: readonly (number | null)[],
  max: number,
  { seconds = 120, height = 40 } = {},
): readonly string[] {
  const lines: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      lines.push([]);
      continue;
    }
    const x = seconds - values.length + index + 1;
    const y = height - (Math.min(value, max) / max) * height;
    lines.at(-1)?.push(`${x},${y.toFixed(1)}`);
  }
  return lines.filter((line) => line.length > 0).map((line) => line.join(' '));
}
