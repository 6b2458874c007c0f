import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../lib/api';
import { MissedCalls } from './MissedCalls';

const NEWEST = '2026-01-31T12:00:00.000Z';
const request = vi.fn<typeof fetch>();
const told = vi.fn();
let missed: MissedCalls;

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal('fetch', request);
  missed = new MissedCalls();
  missed.subscribe(told);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what the server says is the whole truth, and said twice it is nothing new', () => {
  missed.receive({ count: 2 });
  missed.receive({ count: 2 });
  missed.receive({ count: 1 });
  expect(missed.snapshot()).toBe(1);
  expect(told).toHaveBeenCalledTimes(2);
});

test('what was shown is seen; a call that came meanwhile is not', async () => {
  missed.receive({ count: 2 });
  request.mockResolvedValue(Response.json({ count: 1, newestAt: '2026-01-31T12:00:01.000Z' }));
  await missed.seen(NEWEST);
  expect(request.mock.calls[0]?.[0]).toBe('/api/calls/missed/seen');
  expect(request.mock.calls[0]?.[1]).toMatchObject({ method: 'PUT', body: JSON.stringify({ upTo: NEWEST }) });
  expect(missed.snapshot()).toBe(1);
});

test('what the server did not hear of stays unseen', async () => {
  missed.receive({ count: 2 });
  request.mockResolvedValue(new Response(null, { status: 503 }));
  await expect(missed.seen(NEWEST)).rejects.toThrow(ApiError);
  expect(missed.snapshot()).toBe(2);
});
