/** Calls whose last fact is remembered: more than can be live at once, or have just ended. */
const MAX_CALLS = 100_000;

/**
 * After a crash, facts that were written already may be written again behind newer ones. Those of a call are in order, so
 * a fact is new if it stands behind the last one that was taken.
 */
export class Once {
  #lastOfCall = new Map();

  isNew({ callId, version, index }) {
    const last = this.#lastOfCall.get(callId);
    if (last && (version < last.version || (version === last.version && index <= last.index))) return false;
    this.#lastOfCall.delete(callId); // to the end of the map, whose first is forgotten
    this.#lastOfCall.set(callId, { version, index });
    if (this.#lastOfCall.size > MAX_CALLS) this.#lastOfCall.delete(this.#lastOfCall.keys().next().value);
    return true;
  }
}
