/** What has arrived of one voice since its section was opened. */
export interface Voice {
  /** Packets, including those that were lost. */
  readonly packets: number;
  /** When the latest packet arrived, in milliseconds. */
  readonly lastAt: number;
}

/** Every browser puts so much of a voice into a packet. */
const PACKET_MS = 20;
/** A longer step between two measurements was no queue: the microphone was muted, or the section has another voice. */
const LONGEST_STEP_MS = 400;
/** In a second, so much of a delay is taken for granted: clocks differ a little, and ways change. */
const FORGET = 0.1;

/**
 * How much later than at best the voices arrive, because packets wait in a queue on the way to this device. Voices show it
 * before anything is lost: their packets are sent at a constant rate.
 */
export class VoiceDelay {
  readonly #known = new Map<string, Voice & { readonly delay: number }>();

  /** The delay of the voice that is least late, in milliseconds: a queue delays all. 0 if no voice arrives. */
  update(voices: ReadonlyMap<string, Voice>): number {
    const delays = [...voices].flatMap(([mid, voice]) => this.#update(mid, voice) ?? []);
    return delays.length === 0 ? 0 : Math.min(...delays);
  }

  #update(mid: string, voice: Voice): number | null {
    const before = this.#known.get(mid);
    const passed = voice.lastAt - (before?.lastAt ?? 0);
    if (before && passed <= 0) return null;
    const step = before ? passed - PACKET_MS * (voice.packets - before.packets) : Infinity;
    if (!before || Math.abs(step) > LONGEST_STEP_MS) {
      this.#known.set(mid, { ...voice, delay: 0 });
      return null;
    }
    const delay = Math.max(0, before.delay * Math.exp((-FORGET * passed) / 1000) + step);
    this.#known.set(mid, { ...voice, delay });
    return delay;
  }
}
