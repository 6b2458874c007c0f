import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ShownTile } from '../../model/messages';
import type { Inbound, InboundSample } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';
import { Slots } from './Slots';
import { ViewControl } from './ViewControl';

const ids = ['a', 'b', 'c'];
const tiles: ShownTile[] = ids.map((userId) => ({ userId, kind: 'camera', height: 360 }));

describe('a view over a link that loses half of everything', () => {
  const send = vi.fn<(shown: readonly ShownTile[]) => void>();
  const onStalled = vi.fn();
  let view: ViewControl;
  let slots: Slots;
  let second = 0;
  let packets = 0;
  let frames = 0;
  let lost = 0;

  beforeEach(() => {
    send.mockClear();
    onStalled.mockClear();
    second = packets = frames = lost = 0;
    slots = new Slots();
    slots.assign(
      ids.map((userId) => ({ mid: userId, userId, kind: 'camera' })),
      0,
    );
    view = new ViewControl({ send, expects: () => true, onStalled });
    view.restart(0);
    view.show(tiles, 0);
  });

  const asked = () => send.mock.calls.at(-1)?.[0].map(({ height }) => height);

  function pass(seconds: number, loss: number) {
    for (let i = 0; i < seconds; i++) {
      second += 1;
      packets += 100 * (1 - loss);
      lost += 100 * loss;
      const asks = new Map(send.mock.calls.at(-1)?.[0].map(({ userId, height }) => [userId, height]));
      frames += 10;
      const sections = new Map<string, Inbound>(
        ids.map((id) => [
          id,
          {
            ...NOTHING_RECEIVED,
            packets,
            lost,
            frames: asks.get(id) === 0 ? 0 : frames,
            bytes: packets * 100,
          },
        ]),
      );
      const sample: InboundSample = { sections, voices: new Map() };
      slots.sample(sections, second * 1000);
      view.tick(sample, slots, 0, second * 1000);
    }
  }

  test('is small first, and paused when that does not help', () => {
    pass(2, 0.5);
    expect(asked()).toEqual([180, 180, 180]);
    expect(view.isPaused('a')).toBe(false);
    pass(6, 0.5);
    expect(asked()).toEqual([0, 0, 0]);
    expect(ids.map((id) => view.isPaused(id))).toEqual([true, true, true]);
  });

  test('comes back with the link, and what was paused does not count as stalled', () => {
    pass(20, 0.5);
    pass(15, 0);
    expect(asked()).toEqual([360, 360, 360]);
    expect(view.isPaused('a')).toBe(false);
    expect(onStalled).not.toHaveBeenCalled();
  });

  test('a picture that nobody asked for is not paused', () => {
    view.show(
      tiles.map((tile) => ({ ...tile, height: 0 })),
      1000,
    );
    expect(view.isPaused('a')).toBe(false);
  });
});

describe('pictures that do not come', () => {
  const send = vi.fn<(shown: readonly ShownTile[]) => void>();
  const onStalled = vi.fn();
  let view: ViewControl;
  let slots: Slots;
  let now = 0;

  beforeEach(() => {
    send.mockClear();
    onStalled.mockClear();
    now = 0;
    slots = new Slots();
    view = new ViewControl({ send, expects: () => true, onStalled });
    view.restart(0);
    view.show(tiles, 0);
    send.mockClear();
  });

  function assign(...userIds: string[]) {
    slots.assign(
      userIds.map((userId) => ({ mid: userId, userId, kind: 'camera' })),
      0,
    );
  }

  function pass(until: number, moving: readonly string[], connectedAt = 0) {
    while (now < until) {
      now += 500;
      const sections = new Map<string, Inbound>(
        ids.map((id) => [id, { ...NOTHING_RECEIVED, frames: moving.includes(id) ? now : 0 }]),
      );
      const sample: InboundSample = { sections, voices: new Map() };
      slots.sample(sections, now);
      view.tick(sample, slots, connectedAt, now);
    }
  }

  test('are asked for again after two seconds, and the connections are made anew after seven', () => {
    assign('a', 'b', 'c');
    pass(2000, []);
    expect(send).toHaveBeenCalledExactlyOnceWith(tiles);
    pass(6500, []);
    expect(onStalled).not.toHaveBeenCalled();
    pass(7000, []);
    expect(onStalled).toHaveBeenCalledOnce();
  });

  test('are not waited for before the connections are up', () => {
    assign('a', 'b', 'c');
    pass(7000, [], 5500);
    expect(send).not.toHaveBeenCalled();
  });

  test('lead to new connections only after 20 s if others do come', () => {
    assign('a', 'b', 'c');
    pass(19_500, ['a', 'b']);
    expect(onStalled).not.toHaveBeenCalled();
    pass(20_000, ['a', 'b']);
    expect(onStalled).toHaveBeenCalledOnce();
  });

  test('of a sender whom the media server does not have lead to none', () => {
    assign('a', 'b');
    pass(60_000, ['a', 'b']);
    expect(onStalled).not.toHaveBeenCalled();
  });
});
