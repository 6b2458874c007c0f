import type { WeakLink } from '../../model/model';

/** What was measured of a link just now. `unclear`: neither good nor weak, so nothing changes. Absent: good. */
export type Measured = WeakLink | 'unclear';

/** A link that has been better for so long, in milliseconds, is shown as better. */
const BETTER_AFTER_MS = 4000;

/** Says which links are weak without flapping: worse at once, better only after a while. */
export class Levels {
  readonly #known = new Map<string, { readonly link: WeakLink; readonly at: number }>();

  /** The links that count as weak now. */
  update(measured: ReadonlyMap<string, Measured>, now: number): ReadonlyMap<string, WeakLink> {
    for (const key of new Set([...this.#known.keys(), ...measured.keys()]))
      this.#update(key, measured.get(key), now);
    return new Map([...this.#known].map(([key, { link }]) => [key, link]));
  }

  clear(): void {
    this.#known.clear();
  }

  #update(key: string, measured: Measured | undefined, now: number): void {
    const known = this.#known.get(key);
    if (measured === 'unclear') {
      if (known) this.#known.set(key, { link: known.link, at: now });
    } else if (!known || (measured && measured.bars <= known.link.bars)) {
      const remedy = measured?.remedy ?? known?.link.remedy ?? null;
      if (measured) this.#known.set(key, { link: { bars: measured.bars, remedy }, at: now });
    } else if (now - known.at >= BETTER_AFTER_MS) {
      if (measured) this.#known.set(key, { link: measured, at: now });
      else this.#known.delete(key);
    }
  }
}
