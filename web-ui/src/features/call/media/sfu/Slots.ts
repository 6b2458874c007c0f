import type { UserId } from '../../model/peers';
import type { Inbound } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';

export type SlotKind = 'microphone' | 'camera' | 'screen';

/** What a section of the `subscribe` connection carries. */
export interface Assignment {
  readonly mid: string;
  readonly userId: UserId;
  readonly kind: SlotKind;
}

interface Slot extends Assignment {
  /** Has a new identity with each assignment, so that the screen does not show the previous person's last frame. */
  stream: MediaStream | null;
  /** What had been received before this assignment; null until it is known. */
  before: Inbound | null;
  readonly since: number;
  /** Media of this person has arrived. */
  ready: boolean;
  /** When the last frame was seen, or the assignment began. */
  frameAt: number;
  frames: number;
}

/** After this time, no frame of the previous person is on its way any more. */
const DRAINED_MS = 200;
/** What has not arrived by then is not sent, for example because its microphone is muted. */
const WAIT_MS = 3000;

/**
 * The sections of the `subscribe` connection. The media server uses them again for other people without negotiation, so a
 * section counts only when something has arrived since it was assigned.
 */
export class Slots {
  #slots: Slot[] = [];
  readonly #used = new Set<string>();

  /** The complete list of assignments. Those that stay the same are kept. */
  assign(assignments: readonly Assignment[], now: number): void {
    this.#slots = assignments.map((next) => {
      const known = this.#slots.find((slot) => isSame(slot, next));
      if (known) return known;
      const before = this.#used.has(next.mid) ? null : NOTHING_RECEIVED;
      return { ...next, stream: null, before, since: now, ready: false, frameAt: now, frames: 0 };
    });
    for (const { mid } of assignments) this.#used.add(mid);
  }

  /** Gives each assignment its stream as soon as its section has been negotiated. */
  bind(trackOf: (mid: string) => MediaStreamTrack | null): void {
    for (const slot of this.#slots) {
      const track = slot.stream ? null : trackOf(slot.mid);
      if (track) slot.stream = new MediaStream([track]);
    }
  }

  /** Takes in what has been received by now. Returns whether more can be shown than before. */
  sample(sections: ReadonlyMap<string, Inbound>, now: number): boolean {
    let changed = false;
    for (const slot of this.#slots) {
      const received = sections.get(slot.mid);
      if (!received) continue;
      slot.before ??= received;
      if (received.frames > slot.frames) slot.frameAt = now;
      slot.frames = received.frames;
      if (slot.ready || !slot.stream || !hasArrived(slot, slot.before, received, now)) continue;
      slot.ready = true;
      changed = true;
    }
    return changed;
  }

  /** The stream of a person; null until something of this person has arrived. */
  stream(userId: UserId, kind: SlotKind): MediaStream | null {
    const slot = this.#find(userId, kind);
    return slot?.ready ? slot.stream : null;
  }

  /** Whether something of this person was assigned just now and has not arrived yet. */
  isAwaited(userId: UserId, kind: SlotKind, now: number): boolean {
    const slot = this.#find(userId, kind);
    return slot !== undefined && isAwaited(slot, now);
  }

  /** How long no frame of a picture has arrived, in milliseconds; null if it is not assigned. */
  stalledFor(userId: UserId, kind: SlotKind, now: number): number | null {
    const slot = this.#find(userId, kind);
    return slot ? now - slot.frameAt : null;
  }

  /** Whether something was assigned just now that has not arrived yet. */
  isWaiting(now: number): boolean {
    return this.#slots.some((slot) => isAwaited(slot, now));
  }

  /** The people whose media has arrived. */
  get ready(): readonly Assignment[] {
    return this.#slots.filter(({ ready }) => ready);
  }

  #find(userId: UserId, kind: SlotKind): Slot | undefined {
    return this.#slots.find((slot) => slot.userId === userId && slot.kind === kind);
  }
}

function hasArrived({ kind, since }: Slot, before: Inbound, received: Inbound, now: number): boolean {
  if (kind === 'microphone') return received.packets > before.packets;
  if (before === NOTHING_RECEIVED) return received.frames > 0;
  // A decoder continues with a new person only after a key frame.
  if (received.keyFrames > before.keyFrames) return true;
  return received.frames > before.frames + 1 && now - since >= DRAINED_MS;
}

function isAwaited({ ready, since }: Slot, now: number): boolean {
  return !ready && now - since < WAIT_MS;
}

function isSame(one: Assignment, other: Assignment): boolean {
  return one.mid === other.mid && one.userId === other.userId && one.kind === other.kind;
}
