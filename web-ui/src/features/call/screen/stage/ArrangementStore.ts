import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Arrangement, Scene } from './arrangement';
import { arrange, NO_ARRANGEMENT } from './arrangement';

/** While a speaker waits for a place, it is tried again this often. */
const RETRY_MS = 200;

/** Follows the scene of a call, and lets a speaker who has to wait for a place come into view later. */
export class ArrangementStore {
  /** Changes only if what is shown changes. */
  readonly store: StoreApi<Arrangement> = createStore(() => NO_ARRANGEMENT);
  #latest = NO_ARRANGEMENT;
  #timer: ReturnType<typeof setTimeout> | null = null;

  update(scene: Omit<Scene, 'now'>): void {
    this.close();
    this.#latest = arrange(this.#latest, { ...scene, now: performance.now() });
    if (!isShownAlike(this.store.getState(), this.#latest)) this.store.setState(this.#latest, true);
    if (!this.#latest.waiting) return;
    this.#timer = setTimeout(() => {
      this.update(scene);
    }, RETRY_MS);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function isShownAlike(one: Arrangement, other: Arrangement): boolean {
  return (
    one.main === other.main &&
    one.page === other.page &&
    one.pages === other.pages &&
    one.visible.length === other.visible.length &&
    one.visible.every((tile, index) => tile === other.visible[index])
  );
}
