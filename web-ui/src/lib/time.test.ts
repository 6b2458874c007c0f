import { describe, expect, test } from 'vitest';
import { formatTimeAgo, formatDuration } from './time';

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
