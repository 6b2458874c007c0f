import { isUnauthorized } from '../../lib/api';
import type { Session } from './account';

interface RenewerSettings {
  renew: () => Promise<Session>;
  onRenewed: (session: Session) => void;
  /** The server refuses to renew the session. */
  onOver: () => void;
}

/** A token is renewed when this share of its lifetime is left. */
const RENEW_AT_REMAINING = 0.2;
const RETRY_MS = 5000;
/** A renewal must extend the session by this much; otherwise the session has reached its maximum lifetime. */
const MIN_GAIN_MS = 1000;
/** The maximum delay of a browser's timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Renews the session before its token expires, until the server refuses. */
export class SessionRenewer {
  readonly #settings: RenewerSettings;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(settings: RenewerSettings) {
    this.#settings = settings;
  }

  schedule({ expiresAt }: Session): void {
    this.#after((expiresAt - Date.now()) * (1 - RENEW_AT_REMAINING), expiresAt);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #after(ms: number, expiresAt: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#renew(expiresAt), Math.min(Math.max(0, ms), MAX_TIMER_MS));
  }

  async #renew(expiresAt: number): Promise<void> {
    try {
      const session = await this.#settings.renew();
      if (this.#stopped) return;
      this.#settings.onRenewed(session);
      if (session.expiresAt > expiresAt + MIN_GAIN_MS) this.schedule(session);
    } catch (cause) {
      if (this.#stopped) return;
      if (isUnauthorized(cause)) this.#settings.onOver();
      else this.#after(RETRY_MS, expiresAt);
    }
  }
}
