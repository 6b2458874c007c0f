import { describe, expect, test, vi } from 'vitest';
import { CallInSystem } from './CallInSystem';
import { WakeLock } from './WakeLock';

class Screen {
  isVisible = true;
  locks: { released: boolean; release: () => Promise<void> }[] = [];
  readonly lock = new WakeLock({
    request: () => {
      const sentinel = {
        released: false,
        release: () => {
          sentinel.released = true;
          return Promise.resolve();
        },
      };
      this.locks.push(sentinel);
      return Promise.resolve(sentinel);
    },
    isVisible: () => this.isVisible,
  });

  async becomes(isVisible: boolean): Promise<void> {
    this.isVisible = isVisible;
    if (!isVisible) for (const sentinel of this.locks) sentinel.released = true; // as the browser does
    this.lock.visibilityChanged();
    await Promise.resolve();
  }

  get held(): number {
    return this.locks.filter(({ released }) => !released).length;
  }
}

describe('the screen', () => {
  test('stays on until the call is over', async () => {
    const screen = new Screen();
    screen.lock.set(true);
    await vi.waitFor(() => {
      expect(screen.held).toBe(1);
    });
    screen.lock.set(false);
    expect(screen.held).toBe(0);
  });

  test('stays on again after the page was hidden', async () => {
    const screen = new Screen();
    screen.lock.set(true);
    await Promise.resolve();
    await screen.becomes(false);
    expect(screen.held).toBe(0);
    await screen.becomes(true);
    expect(screen.held).toBe(1);
    await screen.becomes(true);
    expect(screen.locks, 'it is not asked for twice').toHaveLength(2);
  });

  test('is let go of if the call ends while the browser decides', async () => {
    const screen = new Screen();
    screen.lock.set(true);
    screen.lock.set(false);
    await vi.waitFor(() => {
      expect(screen.locks).toHaveLength(1);
      expect(screen.held).toBe(0);
    });
  });

  test('may turn off if the browser refuses', async () => {
    const request = vi.fn(() => Promise.reject(new Error('low battery')));
    const lock = new WakeLock({ request, isVisible: () => true });
    lock.set(true);
    await vi.waitFor(() => {
      expect(request).toHaveBeenCalledOnce();
    });
    lock.set(false);
    expect(request).toHaveBeenCalledOnce();
  });
});

describe("the system's media controls", () => {
  const actions = { hangUp: vi.fn(), toggleMicrophone: vi.fn(), toggleCamera: vi.fn() };

  test('have the actions that the browser knows, until the call is over', () => {
    const handlers = new Map<string, (() => void) | null>();
    const session = {
      metadata: null as MediaMetadata | null,
      setActionHandler: (action: string, handler: (() => void) | null) => {
        if (action === 'togglecamera') throw new TypeError('unknown action');
        handlers.set(action, handler);
      },
      setMicrophoneActive: vi.fn(),
    };
    const system = new CallInSystem(session);
    const metadata = { title: 'Call with Bob' } as MediaMetadata;
    system.show(metadata, actions);
    expect(session.metadata).toBe(metadata);
    handlers.get('hangup')?.();
    expect(actions.hangUp).toHaveBeenCalledOnce();
    system.sends(false, true);
    expect(session.setMicrophoneActive).toHaveBeenCalledWith(false);
    system.clear();
    expect(session.metadata).toBeNull();
    expect([...handlers.values()]).toEqual([null, null]);
  });
});
