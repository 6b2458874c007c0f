import { describe, expect, test } from 'vitest';
import { formatClock, formatDay, formatDuration, formatTimeAgo } from './time';

describe('clock', () => {
  test.each([
    [0, '0:00'],
    [65.9, '1:05'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
    [-1, '0:00'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('ago', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  test.each([
    ['2026-11-22T12:00:30Z', 'just now'], // the server's clock is ahead
    ['2026-11-22T11:59:30Z', 'just now'],
    ['2026-11-22T11:55:00Z', '5 minutes ago'],
    ['2026-11-22T09:00:00Z', '3 hours ago'],
    ['2026-11-21T11:00:00Z', 'yesterday'],
    ['2026-11-16T12:00:00Z', '6 days ago'],
    ['2026-11-01T12:00:00Z', 'Nov 1, 2026'],
  ])('%s: %s', (then, text) => {
    expect(formatTimeAgo(Date.parse(then), now)).toBe(text);
  });
});

describe('day', () => {
  const now = new Date(2026, 10, 22, 0, 30).getTime(); // a Sunday, just after midnight
  test.each([
    [new Date(2026, 10, 22, 0, 5), 'Today'],
    [new Date(2026, 10, 21, 23, 55), 'Yesterday'],
    [new Date(2026, 10, 16, 9), 'Monday'],
    [new Date(2026, 10, 15, 9), 'Sun, Nov 15'],
    [new Date(2025, 11, 31, 9), 'Wed, Dec 31, 2025'],
  ])('%s is %s', (then, text) => {
    expect(formatDay(then.getTime(), now)).toBe(text);
  });
});

test('the time of day has hours and minutes', () => {
  expect(formatClock(new Date(2026, 10, 22, 9, 5).getTime())).toMatch(/^0?9:05/);
});
