import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { CallPhase } from '../model/model';

/** The tab that is in a call holds this lock. The browser releases it when the tab closes or crashes. */
export interface CallLock {
  acquire: () => void;
  release: () => void;
  isHeldByOtherTab: () => Promise<boolean>;
}

interface TabSettings {
  lock: CallLock;
  socket: { start: () => void };
  onServerConnection: (line: ServerConnection) => void;
}

const POLL_INTERVAL_MS = 100;
const REPORT_AFTER_POLLS = 5;
/** A reloaded page may start before the browser has released the lock of the page before it. */
const RELOAD_POLLS = 30;
const SLOW_POLL_INTERVAL_MS = 2000;

/**
 * Decides which tab of a device is connected to the server: the newest one. It does not take over from a tab that is in a
 * call unless the user asks for it.
 */
export class TabCoordinator {
  readonly #settings: TabSettings;
  /** Counts the starts, so that the result of an earlier start is ignored. */
  #generation = 0;

  constructor(settings: TabSettings) {
    this.#settings = settings;
  }

  async start(): Promise<void> {
    const turn = ++this.#generation;
    const { lock, socket, onServerConnection } = this.#settings;
    let polls = 0;
    while (await lock.isHeldByOtherTab()) {
      if (turn !== this.#generation) return;
      if (polls === REPORT_AFTER_POLLS) onServerConnection({ kind: 'refused', why: 'inCall' });
      polls += 1;
      await pause(polls < RELOAD_POLLS ? POLL_INTERVAL_MS : SLOW_POLL_INTERVAL_MS);
    }
    if (turn !== this.#generation) return;
    if (polls < RELOAD_POLLS) socket.start();
    else onServerConnection({ kind: 'refused', why: 'replaced' });
  }

  /** The user wants to use this tab, and its call moves here. */
  takeOver(): void {
    this.#generation += 1;
    this.#settings.socket.start();
  }

  stop(): void {
    this.#generation += 1;
  }

  /** Call this with each new phase. */
  update({ kind }: CallPhase): void {
    if (kind === 'outgoing' || kind === 'joining' || kind === 'active') this.#settings.lock.acquire();
    else this.#settings.lock.release();
  }
}

/** `navigator.locks` exists only on secure pages. Elsewhere the newest tab takes over the call. */
export function browserCallLock(deviceId: string): CallLock {
  const name = `visavis.call.${deviceId}`;
  let releaseLock: (() => void) | null = null;
  return {
    acquire: () => {
      if (releaseLock || !('locks' in navigator)) return;
      const released = new Promise<void>((resolve) => (releaseLock = resolve));
      void navigator.locks.request(name, { mode: 'shared' }, () => released);
    },
    release: () => {
      releaseLock?.();
      releaseLock = null;
    },
    isHeldByOtherTab: async () => {
      if (releaseLock || !('locks' in navigator)) return false;
      const { held } = await navigator.locks.query();
      return held?.some((lock) => lock.name === name) ?? false;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
