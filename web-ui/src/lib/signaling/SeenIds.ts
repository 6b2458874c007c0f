/** Remembers the latest ids, and forgets the oldest beyond the bound. */
export class SeenIds {
  readonly #ids = new Set<string>();

  constructor(private readonly bound: number) {}

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Whether the id is new. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.bound) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
    return true;
  }
}
