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

/** A tab that opens while another tab of the device is in a call. */
async function secondTab(): Promise<Stage> {
  const stage = new Stage(false, true);
  await stage.settle(1000);
  return stage;
}

test('a tab that opens while another tab is in a call leaves it there, and shows where it is', async () => {
  const tab = await secondTab();
  expect(tab.sockets).toHaveLength(0);
  expect(tab.model.serverConnection).toEqual({ kind: 'refused', why: 'inCall' });
});

test('and takes the call over if the user wants that', async () => {
  const tab = await secondTab();
  tab.session.useThisTab();
  await tab.register(registered([call('c1')]));
  expect(tab.model.phase).toMatchObject({ kind: 'active', callId: 'c1' });
  expect(tab.lock.held).toBe(true);
});

test('once that call is over, the tab only shows that another tab is in use', async () => {
  const tab = await secondTab();
  await tab.settle(5000);
  tab.lock.heldByOther = false;
  await tab.settle(4000);
  expect(tab.sockets).toHaveLength(0);
  expect(tab.model.serverConnection).toEqual({ kind: 'refused', why: 'replaced' });
});

test.each([150, 2000])('a reloaded page connects once the previous page is gone (%i ms)', async (ms) => {
  const tab = new Stage(false, true);
  await tab.settle(ms);
  tab.lock.heldByOther = false;
  await tab.settle(100);
  await tab.register();
  expect(tab.model.serverConnection.kind).toBe('registered');
});

test('only a tab in a call holds the lock', async () => {
  const tab = new Stage();
  await tab.register();
  expect(tab.lock.held).toBe(false);
  await tab.talk();
  expect(tab.lock.held).toBe(true);
  tab.session.control.hangUp();
  expect(tab.lock.held).toBe(false);
});

test('a tab that is closed before it knows whether another tab is in a call does not connect', async () => {
  const tab = new Stage();
  tab.session.close();
  await tab.settle(1000);
  expect(tab.sockets).toHaveLength(0);
});
