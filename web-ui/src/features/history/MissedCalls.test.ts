import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../lib/api';
import type { MissedCalls } from './MissedCalls';
import { createMissedCalls } from './MissedCalls';

const NEWEST = '2026-01-31T12:00:00.000Z';
const request = vi.fn<typeof fetch>();
const notified = vi.fn();
let missed: MissedCalls;

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal('fetch', request);
  missed = createMissedCalls();
  missed.store.subscribe(notified);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the latest count of the server is used, and a repeated count notifies nobody', () => {
  missed.receive({ count: 2 });
  missed.receive({ count: 2 });
  missed.receive({ count: 1 });
  expect(missed.store.getState()).toBe(1);
  expect(notified).toHaveBeenCalledTimes(2);
});

test('marks the shown calls as seen; a call missed in the meantime stays unseen', async () => {
  missed.receive({ count: 2 });
  request.mockResolvedValue(Response.json({ count: 1, newestAt: '2026-01-31T12:00:01.000Z' }));
  await missed.markSeen(NEWEST);
  expect(request.mock.calls[0]?.[0]).toBe('/api/calls/missed/seen');
  expect(request.mock.calls[0]?.[1]).toMatchObject({ method: 'PUT', body: JSON.stringify({ upTo: NEWEST }) });
  expect(missed.store.getState()).toBe(1);
});

test('if the request fails, the calls stay unseen', async () => {
  missed.receive({ count: 2 });
  request.mockResolvedValue(new Response(null, { status: 503 }));
  await expect(missed.markSeen(NEWEST)).rejects.toThrow(ApiError);
  expect(missed.store.getState()).toBe(2);
});
