import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UserId } from '../model/peers';
import { MeshSpeakers } from './MeshSpeakers';

const levels = new Map<UserId, number>();
const reported: (readonly UserId[])[] = [];
const speakers = new MeshSpeakers({
  links: {
    get farEnds() {
      return [...levels.keys()];
    },
    audioLevel: (userId) => levels.get(userId) ?? 0,
  },
  onChange: (userIds) => reported.push(userIds),
  now: () => Date.now(),
});

beforeEach(() => {
  vi.useFakeTimers();
  levels.clear();
  reported.length = 0;
  for (const userId of ['bob', 'carol']) levels.set(userId, 0);
  speakers.start();
});
afterEach(() => {
  speakers.stop();
  vi.useRealTimers();
});

test('the loudest is the first, and is shown within 700 ms', () => {
  levels.set('bob', 0.1).set('carol', 0.4);
  vi.advanceTimersByTime(700);
  expect(reported).toEqual([['carol', 'bob']]);
});

test('a speaker stays for 2 s, so that a pause does not flicker', () => {
  levels.set('bob', 0.1);
  vi.advanceTimersByTime(300);
  levels.set('bob', 0);
  vi.advanceTimersByTime(1800);
  expect(reported).toEqual([['bob']]);
  vi.advanceTimersByTime(600);
  expect(reported).toEqual([['bob'], []]);
});

test('noise is not speech', () => {
  levels.set('bob', 0.01);
  vi.advanceTimersByTime(3000);
  expect(reported).toEqual([]);
});
