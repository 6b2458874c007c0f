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

/** A page that is loaded anew may come before the lock of the one before it is released. */
const RELEASED_WITHIN_LOOKS = 5;
const LOOK_EVERY_MS = 100;
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
    for (let look = 0; look < RELEASED_WITHIN_LOOKS; look += 1) {
      const held = await lock.heldByAnother();
      if (turn !== this.#turn) return;
      if (!held) {
        line.start();
        return;
      }
      await pause(LOOK_EVERY_MS);
    }
    if (turn !== this.#turn) return;
    onLine({ kind: 'refused', why: 'inCall' });
    while (turn === this.#turn && (await lock.heldByAnother())) await pause(LOOK_AGAIN_EVERY_MS);
    if (turn === this.#turn) onLine({ kind: 'refused', why: 'replaced' });
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
