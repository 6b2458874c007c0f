import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ArrangementStore } from './ArrangementStore';

const SCENE = {
  tiles: ['a', 'b', 'c'],
  speakers: [],
  featured: null,
  followsSpeaker: true,
  page: 0,
  pageSize: 3,
};
let arrangement: ArrangementStore;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  arrangement = new ArrangementStore();
  arrangement.update({ ...SCENE, speakers: ['a'] });
});

afterEach(() => {
  vi.useRealTimers();
});

test('a speaker who has to wait comes into view without any further event', () => {
  vi.advanceTimersByTime(500);
  arrangement.update({ ...SCENE, speakers: ['b'] });
  expect(arrangement.store.getState().main).toBe('a');
  vi.advanceTimersByTime(1300);
  expect(arrangement.store.getState().main).toBe('a');
  vi.advanceTimersByTime(500);
  expect(arrangement.store.getState().main).toBe('b');
});

test('a scene that looks like the one before notifies nobody', () => {
  const listener = vi.fn();
  arrangement.store.subscribe(listener);
  arrangement.update({ ...SCENE, tiles: [...SCENE.tiles] });
  expect(listener).not.toHaveBeenCalled();
  arrangement.update({ ...SCENE, tiles: ['a', 'b'] });
  expect(listener).toHaveBeenCalledOnce();
});

test('nothing changes after the end', () => {
  arrangement.update({ ...SCENE, speakers: ['b'] });
  arrangement.close();
  vi.advanceTimersByTime(5000);
  expect(arrangement.store.getState().main).toBe('a');
});
