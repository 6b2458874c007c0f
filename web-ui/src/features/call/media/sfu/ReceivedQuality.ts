import type { UserId } from '../../model/peers';
import type { InboundSample } from './inboundStats';
import { NOTHING_RECEIVED } from './inboundStats';
import { increase, linkLoss, lossOf } from './received';
import type { Assignment } from './Slots';

/** How well media arrives from the media server. */
export interface ServerReception {
  /** The share of packets that the link of this device loses, 0 to 1. */
  readonly loss: number;
  /** The share of packets that is lost on each person's way to the media server, 0 to 1; those who lose none are left out. */
  readonly peers: ReadonlyMap<UserId, number>;
  /** What is done about the link of this device. */
  readonly remedy: 'smaller' | 'audioOnly' | null;
}

interface Moment {
  readonly sample: InboundSample;
  readonly users: ReadonlyMap<string, UserId>;
  readonly remedy: ServerReception['remedy'];
}

/** So many samples are compared, which is 4 s. */
const SAMPLES = 8;
/** Fewer packets are not enough to measure a loss ratio. */
const MIN_PACKETS = 40;

/** Tells the losses on the link of this device from those on the links of others. */
export class ReceivedQuality {
  #moments: readonly Moment[] = [];

  clear(): void {
    this.#moments = [];
  }

  /** Call this about twice a second, with the samples of one connection. null: it is too early to say anything. */
  update(
    sample: InboundSample,
    ready: readonly Assignment[],
    remedy: ServerReception['remedy'],
  ): ServerReception | null {
    const now: Moment = { sample, users: new Map(ready.map(({ mid, userId }) => [mid, userId])), remedy };
    this.#moments = [...this.#moments, now].slice(-SAMPLES);
    const [first] = this.#moments;
    if (!first || this.#moments.length < SAMPLES) return null;
    const received = receivedBy(first, now);
    const loss = linkLoss(received.map(([, section]) => section));
    const lasts = this.#moments.every((moment) => moment.remedy !== null);
    return { loss, peers: loss > 0 ? new Map() : lossByUser(received), remedy: lasts ? remedy : null };
  }
}

/** What has arrived of each section that carried the same person all the time. */
function receivedBy(first: Moment, now: Moment) {
  return [...now.users]
    .filter(([mid, userId]) => first.users.get(mid) === userId)
    .map(([mid, userId]) => {
      const [before, after] = [first, now].map(({ sample }) => sample.sections.get(mid) ?? NOTHING_RECEIVED);
      return [userId, increase(before ?? NOTHING_RECEIVED, after ?? NOTHING_RECEIVED)] as const;
    });
}

function lossByUser(received: ReturnType<typeof receivedBy>): Map<UserId, number> {
  const losses = new Map<UserId, number>();
  for (const [userId, section] of received)
    if (section.packets + section.lost >= MIN_PACKETS && section.lost > 0)
      losses.set(userId, Math.max(losses.get(userId) ?? 0, lossOf(section)));
  return losses;
}
