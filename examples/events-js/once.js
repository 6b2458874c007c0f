/** The number of calls whose last event is remembered: more than can be live or have just ended. */
const MAX_CALLS = 100_000;

/**
 * Recognizes events that call-service repeats after a crash. The events of a call are in order, so an event is new if it is
 * after the last one taken.
 */
export class Once {
  #lastOfCall = new Map();

  isNew({ callId, version, index }) {
    const last = this.#lastOfCall.get(callId);
    if (last && (version < last.version || (version === last.version && index <= last.index))) return false;
    this.#lastOfCall.delete(callId); // moves the call to the end of the map, whose first entry is forgotten
    this.#lastOfCall.set(callId, { version, index });
    if (this.#lastOfCall.size > MAX_CALLS) this.#lastOfCall.delete(this.#lastOfCall.keys().next().value);
    return true;
  }
}
