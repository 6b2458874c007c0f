import type { ShownTile } from '../model/messages';

/** Several changes of the screen in a row, such as while a window is resized, become one. */
const SETTLE_MS = 50;

/** What the screen shows of the call. It decides which pictures the media server sends, and how large. */
export class ViewRequests {
  readonly #onChange: () => void;
  #tiles: readonly ShownTile[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** null: the screen has not said anything yet. */
  get tiles(): readonly ShownTile[] | null {
    return this.#tiles;
  }

  /** Replaces the tiles, the most important first. Pictures that are not listed are not received. */
  readonly show = (tiles: readonly ShownTile[]): void => {
    this.#tiles = tiles;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#onChange();
    }, SETTLE_MS);
  };

  /** The call is over. */
  reset(): void {
    this.#tiles = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
