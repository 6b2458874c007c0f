import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FarEndStats, LogState } from './QualityLog';
import { QualityLog } from './QualityLog';

/** A connection that sends 125,000 bytes a second and receives half of that, with a tenth of the packets lost. */
class Connection {
  asked = 0;

  get stats(): Promise<RTCStatsReport> {
    this.asked += 1;
    const n = this.asked;
    const all = [
      {
        id: 'o',
        type: 'outbound-rtp',
        bytesSent: 125_000 * n,
        frameWidth: 640,
        frameHeight: 360,
        framesPerSecond: 24,
        codecId: 'c',
      },
      {
        id: 'i',
        type: 'inbound-rtp',
        bytesReceived: 62_500 * n,
        packetsReceived: 90 * n,
        packetsLost: 10 * n,
      },
      { id: 'r', type: 'remote-inbound-rtp', fractionLost: 0.02 },
      { id: 'c', type: 'codec', mimeType: 'video/VP8' },
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
      {
        id: 'p',
        type: 'candidate-pair',
        currentRoundTripTime: 0.04,
        localCandidateId: 'l',
        remoteCandidateId: 'm',
      },
      { id: 'l', type: 'local-candidate', candidateType: 'host', address: '192.0.2.1', protocol: 'udp' },
      { id: 'm', type: 'remote-candidate', candidateType: 'relay', address: '192.0.2.2' },
    ];
    return Promise.resolve(new Map(all.map((stats) => [stats.id, stats])) as unknown as RTCStatsReport);
  }
}

const bob = new Connection();
let open: { readonly stats: Promise<RTCStatsReport> }[] = [];
let state: LogState = { points: [], links: [] };

function newLog(): QualityLog {
  return new QualityLog({
    sources: () =>
      open.map((connection): FarEndStats => ({ farEnd: 'bob', connection, stats: connection.stats })),
    now: Date.now,
    onChange: (next) => {
      state = next;
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  bob.asked = 0;
  open = [bob];
});

afterEach(() => {
  vi.useRealTimers();
});

test('measures once a second, and nothing before and after', async () => {
  const log = newLog();
  await vi.advanceTimersByTimeAsync(5000);
  expect(bob.asked).toBe(0);
  log.start();
  await vi.advanceTimersByTimeAsync(3000);
  log.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(bob.asked).toBe(4);
  expect(state.points).toHaveLength(3);
  expect(state.points[0]).toMatchObject({
    up: 1_000_000,
    down: 500_000,
    lossIn: 0.1,
    lossOut: 0.02,
    roundTripMs: 40,
    sent: { width: 640, height: 360, framesPerSecond: 24 },
    received: null,
  });
  expect(state.links[0]?.stats).toMatchObject({
    candidates: ['host', 'relay'],
    protocol: 'udp',
    codecs: ['VP8'],
  });
});

test('keeps two minutes', async () => {
  const log = newLog();
  log.start();
  await vi.advanceTimersByTimeAsync(150_000);
  log.stop();
  expect(state.points).toHaveLength(120);
});

test('a connection that is new, or cannot be read, adds nothing yet', async () => {
  const log = newLog();
  log.start();
  await vi.advanceTimersByTimeAsync(1000);
  const late = new Connection();
  const broken = {
    get stats() {
      return Promise.reject<RTCStatsReport>(new Error('closed'));
    },
  };
  open = [bob, late, broken];
  await vi.advanceTimersByTimeAsync(1000);
  log.stop();
  expect(state.points.at(-1)?.up).toBe(1_000_000);
  expect(state.links).toHaveLength(2);
});
