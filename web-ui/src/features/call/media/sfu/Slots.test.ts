import { beforeEach, expect, test, vi } from 'vitest';
import { FakeStream, FakeTrack } from '../../testing/FakeMedia';
import type { Inbound } from './inboundStats';
import type { Assignment } from './Slots';
import { Slots } from './Slots';

const camera = (mid: string, userId: string): Assignment => ({ mid, userId, kind: 'camera' });
const received = (mid: string, counts: Partial<Inbound>) =>
  new Map([[mid, { packets: 0, lost: 0, bytes: 0, frames: 0, keyFrames: 0, freezes: 0, ...counts }]]);

let slots: Slots;
const track = new FakeTrack('video') as unknown as MediaStreamTrack;
beforeEach(() => {
  vi.stubGlobal('MediaStream', FakeStream);
  slots = new Slots();
  slots.assign([camera('0', 'bob')], 0);
  slots.bind(() => track);
});

test('a picture is shown from its first frame on', () => {
  expect(slots.sample(received('0', {}), 100)).toBe(false);
  expect(slots.stream('bob', 'camera')).toBeNull();
  expect(slots.sample(received('0', { frames: 1, keyFrames: 1 }), 200)).toBe(true);
  expect(slots.stream('bob', 'camera')).not.toBeNull();
});

test('a section that gets another person is blank until a frame of that person has arrived', () => {
  slots.sample(received('0', { frames: 50, keyFrames: 1 }), 1000);
  const bobs = slots.stream('bob', 'camera');
  slots.assign([camera('0', 'carol')], 1100);
  slots.bind(() => track);
  expect(slots.stream('bob', 'camera')).toBeNull();
  slots.sample(received('0', { frames: 52, keyFrames: 1 }), 1100);
  slots.sample(received('0', { frames: 53, keyFrames: 1 }), 1200); // Bob's last frame
  expect(slots.stream('carol', 'camera')).toBeNull();
  slots.sample(received('0', { frames: 54, keyFrames: 2 }), 1250);
  expect(slots.stream('carol', 'camera')).not.toBeNull();
  expect(slots.stream('carol', 'camera')).not.toBe(bobs);
});

test('a key frame that came before the server said whose it is does not leave the tile blank', () => {
  slots.sample(received('0', { frames: 50, keyFrames: 2 }), 1000);
  slots.assign([camera('0', 'carol')], 1100);
  slots.bind(() => track);
  slots.sample(received('0', { frames: 50, keyFrames: 2 }), 1100);
  slots.sample(received('0', { frames: 56, keyFrames: 2 }), 1400);
  expect(slots.stream('carol', 'camera')).not.toBeNull();
});

test('the same list again changes nothing', () => {
  slots.sample(received('0', { frames: 1 }), 100);
  const before = slots.stream('bob', 'camera');
  slots.assign([camera('0', 'bob')], 200);
  expect(slots.stream('bob', 'camera')).toBe(before);
});

test('a voice is heard from its first packet on', () => {
  slots.assign([{ mid: '1', userId: 'bob', kind: 'microphone' }], 0);
  slots.bind(() => track);
  expect(slots.stream('bob', 'microphone')).toBeNull();
  slots.sample(received('1', { packets: 3 }), 100);
  expect(slots.stream('bob', 'microphone')).not.toBeNull();
});

test('a picture without frames is known to be stalled', () => {
  slots.sample(received('0', { frames: 5 }), 1000);
  slots.sample(received('0', { frames: 5 }), 3500);
  expect(slots.stalledFor('bob', 'camera', 3500)).toBe(2500);
  slots.sample(received('0', { frames: 6 }), 3600);
  expect(slots.stalledFor('bob', 'camera', 3600)).toBe(0);
  expect(slots.stalledFor('carol', 'camera', 3600)).toBeNull();
});
