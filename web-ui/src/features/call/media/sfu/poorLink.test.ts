import { beforeEach, expect, test } from 'vitest';
import type { ShownTile } from '../../model/messages';
import { LARGE_CAMERA } from './cameraLayers';
import type { Inbound } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';
import { Slots } from './Slots';
import { ViewControl } from './ViewControl';
import type { Voice } from './VoiceDelay';

const ids = ['a', 'b', 'c', 'd', 'e'];
const tiles: ShownTile[] = ids.map((userId) => ({ userId, kind: 'camera', height: 360 }));
const STEP_MS = 10;
/** In a second. */
const STEPS = 1000 / STEP_MS;
const SAMPLE_MS = 500;
/** Until the media server forwards another layer. */
const SWITCH_MS = 700;
/** Bits per second on the wire: the packets of a voice are small, and have headers as large as themselves. */
const VOICE = 62_000;
const VOICE_PAYLOAD = 40_000;
const VIDEO_OVERHEAD = 1.09;
const PACKET_BITS = { voice: VOICE / 50, video: 8000 };
/** The packets of one voice in a step. */
const VOICE_PACKETS = VOICE / STEPS / PACKET_BITS.voice;
/** The longest wait in the router: what would wait longer is lost. */
const QUEUE_MS = 300;

/** A call of six over a link whose router has a queue, in steps of 10 ms. */
class Link {
  now = 0;
  bitrate = Infinity;
  paused = false;
  readonly #view: ViewControl;
  readonly #views: { at: number; heights: readonly number[] }[] = [];
  readonly #slots = new Slots();
  readonly #sections = new Map<string, Inbound>();
  readonly #voices = new Map<string, Voice>();
  #queued = 0;
  readonly #onItsWay: { at: number; videos: readonly number[]; share: number }[] = [];
  voices = { sent: 0, lost: 0 };

  constructor() {
    const send = (shown: readonly ShownTile[]) => {
      this.#views.push({ at: this.now, heights: shown.map(({ height }) => height) });
    };
    this.#view = new ViewControl({ send, expects: () => true, onStalled: () => undefined });
    this.#view.show(tiles, 0);
    this.#view.restart(0);
  }

  /** The heights that the device asks for now. */
  get asked(): readonly number[] {
    return this.#views.at(-1)?.heights ?? [];
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end;) {
      this.now += STEP_MS;
      this.#forward();
      this.#receive();
      if (this.now % SAMPLE_MS === 0)
        this.#view.tick(
          { sections: new Map(this.#sections), voices: new Map(this.#voices) },
          this.#slots,
          0,
          this.now,
        );
      if (this.asked.includes(0)) this.paused = true;
    }
  }

  #forward(): void {
    const capacity = this.bitrate / STEPS;
    this.#queued = Math.max(0, this.#queued - capacity);
    const heights = this.#views.findLast(({ at }) => at + SWITCH_MS <= this.now)?.heights ?? [];
    const videos = ids.map((_, index) => bitrateOf(heights[index] ?? 360));
    const bits = (sum(videos) * VIDEO_OVERHEAD + ids.length * VOICE) / STEPS;
    const room = Math.max(0, (QUEUE_MS / 1000) * this.bitrate - this.#queued);
    const share = Math.min(1, room / bits);
    this.#queued += bits * share;
    const waits = this.bitrate === Infinity ? 0 : (1000 * this.#queued) / this.bitrate;
    this.#onItsWay.push({ at: this.now + waits, videos, share });
    this.voices.sent += ids.length * VOICE_PACKETS;
    this.voices.lost += ids.length * VOICE_PACKETS * (1 - share);
  }

  #receive(): void {
    while ((this.#onItsWay[0]?.at ?? Infinity) <= this.now) {
      const arrived = this.#onItsWay.shift();
      for (const [index, id] of ids.entries()) {
        if (!arrived) continue;
        const video = (arrived.videos[index] ?? 0) / STEPS;
        this.#count(`video-${id}`, (video * VIDEO_OVERHEAD) / PACKET_BITS.video, video, arrived.share);
        this.#count(`voice-${id}`, VOICE_PACKETS, VOICE_PAYLOAD / STEPS, arrived.share);
        const before = this.#voices.get(id)?.packets ?? 0;
        this.#voices.set(id, { packets: before + VOICE_PACKETS, lastAt: arrived.at });
      }
    }
  }

  #count(mid: string, packets: number, payloadBits: number, share: number): void {
    const before = this.#sections.get(mid) ?? NOTHING_RECEIVED;
    this.#sections.set(mid, {
      ...before,
      packets: before.packets + packets * share,
      lost: before.lost + packets * (1 - share),
      bytes: before.bytes + (payloadBits / 8) * share,
    });
  }
}

/** The bitrate of a picture of this height. */
function bitrateOf(height: number): number {
  if (height === 0) return 0;
  return LARGE_CAMERA.findLast((layer) => layer.height >= height)?.maxBitrate ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

let link: Link;
beforeEach(() => {
  link = new Link();
  link.pass(10_000);
  expect(link.asked).toEqual([360, 360, 360, 360, 360]);
});

test('over 1 Mbit/s, all pictures stay, and almost nothing of the voices is lost after the first 3 s', () => {
  link.bitrate = 1_000_000;
  link.pass(3000);
  link.voices = { sent: 0, lost: 0 };
  link.pass(60_000);
  expect(link.paused).toBe(false);
  expect(link.voices.lost / link.voices.sent).toBeLessThan(0.01);
});

test.each([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000])(
  'all pictures are large again within 13 s of better times, %i ms later or earlier',
  (more) => {
    link.bitrate = 1_000_000;
    link.pass(30_000 + more);
    link.bitrate = Infinity;
    link.pass(13_000);
    expect(link.asked).toEqual([360, 360, 360, 360, 360]);
  },
);

test.each([1200, 1500, 1800, 2100, 2400])('over %i kbit/s, the voices stay, too', (kbits) => {
  link.bitrate = kbits * 1000;
  link.pass(5000);
  link.voices = { sent: 0, lost: 0 };
  link.pass(120_000);
  expect(link.voices.lost / link.voices.sent).toBeLessThan(0.01);
});

test.each([600, 800])('over %i kbit/s, pictures are paused, and the voices stay', (kbits) => {
  link.bitrate = kbits * 1000;
  link.pass(15_000);
  link.voices = { sent: 0, lost: 0 };
  link.pass(60_000);
  expect(link.paused).toBe(true);
  expect(link.voices.lost / link.voices.sent).toBeLessThan(0.02);
});
