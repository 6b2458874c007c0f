import type { ReceptionStats } from './reception';

/** One truth value for the sound and one for the picture of a peer. */
export type SoundAndPicture = Readonly<Record<'audio' | 'video', boolean>>;

/** How far one kind of media has got. */
interface Progress {
  readonly count: number;
  /** When it last increased; before the first increase, since when it is expected. */
  readonly at: number;
  readonly hasBegun: boolean;
}

/** Opus without sound (DTX) still sends a packet every 400 ms, and a camera in the dark several frames a second. */
const STALL_MS = 2000;
/** A camera or a new connection begins within this time, even on a slow machine. */
const BEGIN_MS = 5000;

/** Notices that the sound or the picture of a peer has stopped although the peer sends it. */
export class StallDetector {
  readonly #progress: Record<'audio' | 'video', Progress | null> = { audio: null, video: null };

  /** Call this about twice a second. What is not expected is not measured, and begins anew. */
  update({ audio, frames }: ReceptionStats, expected: SoundAndPicture, now: number): SoundAndPicture {
    return {
      audio: this.#isStalled('audio', expected.audio ? audio.received : null, now),
      video: this.#isStalled('video', expected.video ? frames : null, now),
    };
  }

  #isStalled(kind: 'audio' | 'video', count: number | null, now: number): boolean {
    const before = this.#progress[kind];
    if (count === null) this.#progress[kind] = null;
    else if (before?.count !== count) this.#progress[kind] = { count, at: now, hasBegun: before !== null };
    const { at, hasBegun } = this.#progress[kind] ?? { at: now, hasBegun: false };
    return now - at >= (hasBegun ? STALL_MS : BEGIN_MS);
  }
}
