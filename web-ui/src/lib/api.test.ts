import { afterEach, describe, expect, test, vi } from 'vitest';
import { api, ApiError, setRequestUser, errorText } from './api';

const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

const answering = (answer: () => Response) => {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve().then(answer));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

const failing = async (answer: () => Response): Promise<unknown> => {
  answering(answer);
  return api('/api/x').catch((cause: unknown) => cause);
};

afterEach(() => {
  setRequestUser(null);
  vi.unstubAllGlobals();
});

describe('the user that a request names', () => {
  const sent = async () => {
    const fetched = answering(() => new Response(null, { status: 204 }));
    await api('/api/x', { method: 'PUT', body: {} });
    return new Headers(fetched.mock.calls[0]?.[1]?.headers);
  };

  test('is the user that the page shows', async () => {
    setRequestUser('alice');
    const headers = await sent();
    expect(headers.get('X-Visavis-User')).toBe('alice');
    expect(headers.get('Content-Type')).toBe('application/json');
  });

  test('is absent while the page shows nobody', async () => {
    expect((await sent()).has('X-Visavis-User')).toBe(false);
  });
});

describe('errors as text', () => {
  const text = (cause: unknown) => errorText(cause, 'Bob could not be added.');

  test('no network: tells the user what to check', async () => {
    const cause = await failing(() => {
      throw new TypeError('Failed to fetch');
    });
    expect(text(cause)).toBe('Visavis cannot be reached. Check your connection and try again.');
  });

  test('no response in time', async () => {
    const cause = await failing(() => {
      throw new DOMException('signal timed out', 'TimeoutError');
    });
    expect(text(cause)).toBe('Visavis is taking too long to respond. Try again in a moment.');
  });

  test('an incomplete response, or one that is not JSON', async () => {
    const cause = await failing(() => new Response('<html>'));
    expect(text(cause)).toBe('Visavis cannot be reached. Check your connection and try again.');
  });

  test('the detail of a server error is not shown', async () => {
    const cause = await failing(() => problem(503, { detail: 'pool exhausted' }));
    expect(text(cause)).toBe('Visavis has a problem. Try again in a moment.');
  });

  test('too many requests: tells the user how long to wait', async () => {
    const cause = await failing(() => problem(429, {}, { 'Retry-After': '90' }));
    expect(text(cause)).toBe('Too many attempts. Try again in 2 minutes.');
  });

  test('the detail of a refusal is shown unchanged', async () => {
    const cause = await failing(() => problem(404, { detail: 'There is no such user.' }));
    expect(text(cause)).toBe('There is no such user.');
  });

  test('a rejected field is for the form that has it, and never shown raw', async () => {
    const cause = await failing(() => problem(409, { detail: 'username: is taken', field: 'username' }));
    expect(text(cause)).toBe('Bob could not be added.');
    expect(cause).toBeInstanceOf(ApiError);
    expect((cause as ApiError).field).toEqual({ name: 'username', problem: 'is taken' });
  });

  test('any other error is never shown', () => {
    expect(text(new TypeError('x is undefined'))).toBe('Bob could not be added.');
  });
});
