import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { iceServerProvider } from './iceServers';

const SERVERS = [{ urls: ['turn:relay.example.org'], username: 'u', credential: 'c' }];
const request = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.resetAllMocks();
  vi.stubGlobal('fetch', request);
  vi.spyOn(console, 'warn').mockReturnValue();
  request.mockImplementation(() => Promise.resolve(Response.json({ iceServers: SERVERS, ttl: 300 })));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function refuse(status: number): void {
  request.mockImplementation(() => Promise.resolve(new Response(null, { status })));
}

test('new credentials are requested each time', async () => {
  const ask = iceServerProvider();
  await ask();
  expect(await ask()).toEqual({ servers: SERVERS, validUntil: 300_000 });
  expect(request).toHaveBeenCalledTimes(2);
});

test.each([429, 503])(
  'refused with %i, the previous credentials are used while they are valid',
  async (status) => {
    const ask = iceServerProvider();
    await ask();
    refuse(status);
    vi.setSystemTime(299_000);
    expect((await ask()).servers).toEqual(SERVERS);
    vi.setSystemTime(301_000);
    expect((await ask()).servers).toEqual([]);
  },
);

test('a call does not wait for a service that does not respond', async () => {
  request.mockImplementation(() => new Promise<Response>(() => undefined));
  const asked = iceServerProvider()();
  await vi.advanceTimersByTimeAsync(3000);
  expect((await asked).servers).toEqual([]);
});
