import type { QueryClient } from '@tanstack/react-query';
import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../lib/api';
import { createQueryClient } from './queries';

const onUnauthorized = vi.fn();
const request = vi.fn<() => Promise<string>>();
let queries: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  queries = createQueryClient(onUnauthorized);
});

afterEach(() => {
  queries.clear();
  vi.useRealTimers();
});

/** Reads as a mounted page does. */
function observe() {
  const observer = new QueryObserver(queries, { queryKey: ['rows'], queryFn: request });
  observer.subscribe(() => undefined);
  return observer;
}

test('a request that fails for a moment is repeated, and its failure can be shown in the meantime', async () => {
  request.mockRejectedValueOnce(new ApiError(503, 'busy')).mockResolvedValue('rows');
  const observer = observe();
  await vi.advanceTimersByTimeAsync(0);
  expect(observer.getCurrentResult()).toMatchObject({ data: undefined, failureReason: { message: 'busy' } });
  await vi.advanceTimersByTimeAsync(3000);
  expect(observer.getCurrentResult()).toMatchObject({ data: 'rows', failureReason: null });
  expect(onUnauthorized).not.toHaveBeenCalled();
});

test('a refusal is not repeated', async () => {
  request.mockRejectedValue(new ApiError(400, 'no'));
  const observer = observe();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(request).toHaveBeenCalledOnce();
  expect(observer.getCurrentResult().error).toMatchObject({ message: 'no' });
});

test('a session that has ended is reported', async () => {
  request.mockRejectedValue(new ApiError(401, 'who are you'));
  observe();
  await vi.advanceTimersByTimeAsync(0);
  expect(onUnauthorized).toHaveBeenCalledOnce();
});
