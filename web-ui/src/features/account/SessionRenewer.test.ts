import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../lib/api';
import type { Session } from './account';
import { SessionRenewer } from './SessionRenewer';

const USER = { id: 'alice', username: 'alice', name: 'Alice' };
const HOUR_MS = 3_600_000;

const renew = vi.fn<() => Promise<Session>>();
const onRenewed = vi.fn();
const onOver = vi.fn();
let renewer: SessionRenewer;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.resetAllMocks();
  renew.mockImplementation(() => Promise.resolve(lasting(HOUR_MS)));
  renewer = new SessionRenewer({ renew, onRenewed, onOver });
});

afterEach(() => {
  renewer.stop();
  vi.useRealTimers();
});

function lasting(ms: number): Session {
  return { user: USER, expiresAt: Date.now() + ms };
}

test('a session is renewed before its token expires, again and again', async () => {
  renewer.schedule(lasting(HOUR_MS));
  await vi.advanceTimersByTimeAsync(0.8 * HOUR_MS - 1);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onRenewed).toHaveBeenCalledExactlyOnceWith({ user: USER, expiresAt: 1.8 * HOUR_MS });
  await vi.advanceTimersByTimeAsync(8 * HOUR_MS);
  expect(renew).toHaveBeenCalledTimes(11);
});

test('while the server is unavailable, it retries', async () => {
  renew.mockRejectedValueOnce(new ApiError(503, 'away')).mockRejectedValueOnce(new ApiError(0, 'no network'));
  renewer.schedule(lasting(HOUR_MS));
  await vi.advanceTimersByTimeAsync(0.8 * HOUR_MS + 10_000);
  expect(renew).toHaveBeenCalledTimes(3);
  expect(onRenewed).toHaveBeenCalledOnce();
  expect(onOver).not.toHaveBeenCalled();
});

test('a session that the server does not renew is over', async () => {
  renew.mockRejectedValue(new ApiError(401, 'too old'));
  renewer.schedule(lasting(HOUR_MS));
  await vi.advanceTimersByTimeAsync(10 * HOUR_MS);
  expect(renew).toHaveBeenCalledOnce();
  expect(onOver).toHaveBeenCalledOnce();
});

test('a session that cannot be extended is not renewed again', async () => {
  const last = lasting(HOUR_MS);
  renew.mockResolvedValue(last);
  renewer.schedule(last);
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(renew).toHaveBeenCalledOnce();
});

test('a session that lasts longer than the maximum timer is not renewed at once', async () => {
  renewer.schedule(lasting(10_000 * HOUR_MS));
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(renew).not.toHaveBeenCalled();
});

test('a late response does not sign in a user who has signed out', async () => {
  renew.mockImplementation(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve(lasting(HOUR_MS));
        }, 1000);
      }),
  );
  renewer.schedule(lasting(HOUR_MS));
  await vi.advanceTimersByTimeAsync(0.8 * HOUR_MS);
  renewer.stop();
  await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
  expect(onRenewed).not.toHaveBeenCalled();
  expect(renew).toHaveBeenCalledOnce();
});
