import type { Line } from '../../lib/signaling/SignalingSocket';
import type { CallPhase } from './model';

/** Held by the tab of this device that is in a call; the browser releases it when the tab is gone, however that came. */
export interface CallLock {
  hold: () => void;
  release: () => void;
  heldByAnother: () => Promise<boolean>;
}

interface TabSettings {
  lock: CallLock;
  line: { start: () => void };
  onLine: (line: Line) => void;
}

const LOOK_EVERY_MS = 100;
const SAID_AFTER_LOOKS = 5;
/** A page that is loaded anew may come before the lock of the one before it is released. */
const RELOADED_WITHIN_LOOKS = 30;
const LOOK_AGAIN_EVERY_MS = 2000;

/** The tabs of one device share one line to the server, and the newest has it; but a live call is not taken unasked. */
export class Tabs {
  readonly #settings: TabSettings;
  /** Counts the starts: what an earlier one has found out does not matter any more. */
  #turn = 0;

  constructor(settings: TabSettings) {
    this.#settings = settings;
  }

  async start(): Promise<void> {
    const turn = ++this.#turn;
    const { lock, line, onLine } = this.#settings;
    let looks = 0;
    while (await lock.heldByAnother()) {
      if (turn !== this.#turn) return;
      if (looks === SAID_AFTER_LOOKS) onLine({ kind: 'refused', why: 'inCall' });
      looks += 1;
      await pause(looks < RELOADED_WITHIN_LOOKS ? LOOK_EVERY_MS : LOOK_AGAIN_EVERY_MS);
    }
    if (turn !== this.#turn) return;
    if (looks < RELOADED_WITHIN_LOOKS) line.start();
    else onLine({ kind: 'refused', why: 'replaced' });
  }

  /** The user wants this tab, call and all. */
  insist(): void {
    this.#turn += 1;
    this.#settings.line.start();
  }

  stop(): void {
    this.#turn += 1;
  }

  /** To be told of each new phase. */
  follow({ kind }: CallPhase): void {
    if (kind === 'dialing' || kind === 'joining' || kind === 'active') this.#settings.lock.hold();
    else this.#settings.lock.release();
  }
}

/** `navigator.locks` is there on secure pages only; elsewhere the newest tab takes the call. */
export function browserCallLock(deviceId: string): CallLock {
  const name = `visavis.call.${deviceId}`;
  let letGo: (() => void) | null = null;
  return {
    hold: () => {
      if (letGo || !('locks' in navigator)) return;
      const released = new Promise<void>((resolve) => (letGo = resolve));
      void navigator.locks.request(name, { mode: 'shared' }, () => released);
    },
    release: () => {
      letGo?.();
      letGo = null;
    },
    heldByAnother: async () => {
      if (letGo || !('locks' in navigator)) return false;
      const { held } = await navigator.locks.query();
      return held?.some((lock) => lock.name === name) ?? false;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
