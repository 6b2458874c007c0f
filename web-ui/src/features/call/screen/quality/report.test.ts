import { describe, expect, test } from 'vitest';
import type { LogState } from '../../media/health/QualityLog';
import type { LinkStats } from '../../media/health/linkStats';
import { polylines } from './measures';
import { browserName, codecsOf, reportText, wayOf } from './report';

const STATS: LinkStats = {
  bytesSent: 1,
  bytesReceived: 1,
  packetsReceived: 200,
  packetsLost: 3,
  remoteLoss: 0,
  roundTripMs: 38,
  sent: null,
  received: null,
  codecs: ['VP8', 'opus'],
  candidates: ['host', 'srflx'],
  protocol: 'udp',
};

const STATE: LogState = {
  links: [{ farEnd: 'b2c3d4e5-0f1a-4b2c-8d3e-4f5a6b7c8d02', stats: STATS }],
  points: [400_000, 800_000].map((up, index) => ({
    at: index * 1000,
    up,
    down: 1_500_000,
    lossIn: 0.01,
    lossOut: 0,
    roundTripMs: 38,
    sent: { width: 1280, height: 720, framesPerSecond: 30 },
    received: null,
  })),
};

const FACTS = {
  callId: 'c1',
  topology: 'p2p' as const,
  people: 2,
  seconds: 61.4,
  serverConnection: 'registered',
  browser: 'Chrome 141',
};

describe('the report', () => {
  const text = reportText(STATE, FACTS, new Date(0));

  test('has the call, the connections and the numbers', () => {
    expect(text).toContain('Call: c1');
    expect(text).toContain(
      '1. person, candidates host and srflx, udp, round trip 38 ms, codecs VP8 and opus, 200 packets received, 3 lost',
    );
    expect(text).toContain('Bitrate, sending: 400 kbit/s, 600 kbit/s, 800 kbit/s, 800 kbit/s');
    expect(text).toContain('Picture height, receiving: unknown');
  });

  test('has no id of a user and no address', () => {
    expect(text).not.toContain('b2c3d4e5');
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });
});

test('the way of the media is named', () => {
  const through = (...candidates: [string, string]) => [{ farEnd: 'bob', stats: { ...STATS, candidates } }];
  expect(wayOf(through('host', 'srflx'), 'p2p')).toBe('Direct');
  expect(wayOf(through('relay', 'srflx'), 'mesh')).toBe('Through a relay');
  expect(wayOf(through('host', 'host'), 'sfu')).toBe('Media server');
  expect(wayOf([], 'p2p')).toBe('Not connected yet');
  expect(codecsOf(STATE.links)).toBe('VP8, opus');
});

test('a graph ends at its right edge, and has gaps where nothing is known', () => {
  expect(polylines([50, null, 100, 0], 100)).toEqual(['117,20.0', '119,0.0 120,40.0']);
  expect(polylines([null], 100)).toEqual([]);
});

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    'Chrome 141',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Edge 141',
  ],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15', 'Safari 18'],
  ['something else', 'unknown'],
])('the browser is named without anything like an address: %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
