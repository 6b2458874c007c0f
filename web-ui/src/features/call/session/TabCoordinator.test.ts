import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call, registered } from '../testing/builders';
import { Stage } from '../testing/Stage';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab that opens while another one of the device is in a call. */
async function secondTab(): Promise<Stage> {
  const stage = new Stage(false, true);
  await stage.settle(1000);
  return stage;
}

test('a tab that opens while another one is in a call leaves it there, and says where it is', async () => {
  const tab = await secondTab();
  expect(tab.sockets).toHaveLength(0);
  expect(tab.model.serverConnection).toEqual({ kind: 'refused', why: 'inCall' });
});

test('and takes the call when the user wants it there', async () => {
  const tab = await secondTab();
  tab.session.useThisTab();
  await tab.register(registered([call('c1')]));
  expect(tab.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  expect(tab.lock.held).toBe(true);
});

test('once the call there is over, the tab says no more than that another one is in use', async () => {
  const tab = await secondTab();
  await tab.settle(5000);
  tab.lock.heldByOther = false;
  await tab.settle(4000);
  expect(tab.sockets).toHaveLength(0);
  expect(tab.model.serverConnection).toEqual({ kind: 'refused', why: 'replaced' });
});

test.each([150, 2000])(
  'a page that is loaded anew comes back once the one before it is gone (%i ms)',
  async (ms) => {
    const tab = new Stage(false, true);
    await tab.settle(ms);
    tab.lock.heldByOther = false;
    await tab.settle(100);
    await tab.register();
    expect(tab.model.serverConnection.kind).toBe('registered');
  },
);

test('only a tab that is in a call keeps others from taking it', async () => {
  const tab = new Stage();
  await tab.register();
  expect(tab.lock.held).toBe(false);
  await tab.talk();
  expect(tab.lock.held).toBe(true);
  tab.session.control.hangUp();
  expect(tab.lock.held).toBe(false);
});

test('a tab that is left before it is known whether another one is in a call stays off the line', async () => {
  const tab = new Stage();
  tab.session.close();
  await tab.settle(1000);
  expect(tab.sockets).toHaveLength(0);
});
