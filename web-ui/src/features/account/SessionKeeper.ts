import { isUnauthorized } from '../../lib/api';
import type { Session } from './account';

interface KeeperSettings {
  renew: () => Promise<Session>;
  onRenewed: (session: Session) => void;
  /** The server does not go on with the session. */
  onOver: () => void;
}

/** A token is renewed when this much of its time is left. */
const RENEWED_AT = 0.2;
const RETRY_MS = 5000;
/** What the renewal has to win; a session that ends for good wins nothing more. */
const WORTH_MS = 1000;
/** The longest that a timer of a browser waits. */
const TIMER_MS = 2 ** 31 - 1;

/** Renews the session before its token expires, for as long as the server goes along. */
export class SessionKeeper {
  readonly #settings: KeeperSettings;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
  }

  keep({ expiresAt }: Session): void {
    this.#after((expiresAt - Date.now()) * (1 - RENEWED_AT), expiresAt);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #after(ms: number, expiresAt: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#renew(expiresAt), Math.min(Math.max(0, ms), TIMER_MS));
  }

  async #renew(expiresAt: number): Promise<void> {
    try {
      const session = await this.#settings.renew();
      if (this.#stopped) return;
      this.#settings.onRenewed(session);
      if (session.expiresAt > expiresAt + WORTH_MS) this.keep(session);
    } catch (cause) {
      if (this.#stopped) return;
      if (isUnauthorized(cause)) this.#settings.onOver();
      else this.#after(RETRY_MS, expiresAt);
    }
  }
}
