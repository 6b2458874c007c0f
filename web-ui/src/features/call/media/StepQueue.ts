/** Runs the steps of a negotiation one at a time, so that descriptions and candidates take effect in order. */
export class StepQueue {
  #last: Promise<void> = Promise.resolve();
  #closed = false;

  get closed(): boolean {
    return this.#closed;
  }

  run(step: () => Promise<void>): void {
    this.#last = this.#last
      .then(() => (this.#closed ? undefined : step()))
      .catch((cause: unknown) => {
        if (!this.#closed) console.warn('The negotiation failed', cause);
      });
  }

  /** Steps that have not begun are dropped. */
  close(): void {
    this.#closed = true;
  }
}
