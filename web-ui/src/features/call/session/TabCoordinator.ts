import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { CallPhase } from '../model/model';

/** Held by the tab of this device that is in a call; the browser releases it when the tab is gone, however that came. */
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
/** A page that is loaded anew may come before the lock of the one before it is released. */
const RELOAD_POLLS = 30;
const SLOW_POLL_INTERVAL_MS = 2000;

/** The tabs of one device share one line to the server, and the newest has it; but a live call is not taken unasked. */
export class TabCoordinator {
  readonly #settings: TabSettings;
  /** Counts the starts: what an earlier one has found out does not matter any more. */
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

  /** The user wants this tab, call and all. */
  takeOver(): void {
    this.#generation += 1;
    this.#settings.socket.start();
  }

  stop(): void {
    this.#generation += 1;
  }

  /** To be told of each new phase. */
  update({ kind }: CallPhase): void {
    if (kind === 'outgoing' || kind === 'joining' || kind === 'active') this.#settings.lock.acquire();
    else this.#settings.lock.release();
  }
}

/** `navigator.locks` is there on secure pages only; elsewhere the newest tab takes the call. */
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
