import type { WeakLink } from '../../model/model';
import { OWN } from '../../model/model';
import type { UserId } from '../../model/peers';
import type { Measured } from './Levels';

/** What was measured lately on the direct connection to a peer. */
export interface Reading {
  /** The share of packets that is lost on the way from the peer, 0 to 1. */
  readonly lossIn: number;
  /** The share of packets that is lost on the way to the peer, 0 to 1. */
  readonly lossOut: number;
  /** What the browser does because less than the picture gets through to the peer. */
  readonly remedy: WeakLink['remedy'];
}

/** Loss ratios, 0 to 1. Between good and weak nothing changes. */
const BAD = 0.2;
const WEAK = 0.1;
const GOOD = 0.05;

/**
 * Says whose link is bad. With one peer, what is lost belongs to the link of its sender: the way up is narrower than the way
 * down on most links. With several, what all connections have in common is the link of this device.
 */
export function blame(readings: ReadonlyMap<UserId, Reading>): Map<string, Measured> {
  const [only] = readings.values();
  if (!only) return new Map();
  if (readings.size === 1)
    return rated([
      [OWN, only.lossOut, only.remedy],
      ...[...readings.keys()].map((peer) => [peer, only.lossIn, null] as const),
    ]);
  const worst = new Map(
    [...readings].map(([peer, { lossIn, lossOut }]) => [peer, Math.max(lossIn, lossOut)]),
  );
  const shared = Math.min(...worst.values());
  const all = [...readings.values()].map(({ remedy }) => remedy);
  const remedy = all.includes(null) ? null : only.remedy;
  if (shared >= GOOD || remedy) return rated([[OWN, shared, remedy]]);
  return rated([...worst].map(([peer, loss]) => [peer, loss, null] as const));
}

type Finding = readonly [key: string, loss: number, remedy: WeakLink['remedy']];

/** Leaves out the links that are good. */
export function rated(findings: readonly Finding[]): Map<string, Measured> {
  return new Map(
    findings.flatMap(([key, loss, remedy]) => {
      const measured = rate(loss, remedy);
      return measured ? [[key, measured] as const] : [];
    }),
  );
}

function rate(loss: number, remedy: WeakLink['remedy']): Measured | null {
  if (loss >= BAD || remedy === 'audioOnly') return { bars: 1, remedy };
  if (loss >= WEAK || remedy === 'smaller') return { bars: 2, remedy };
  return loss >= GOOD ? 'unclear' : null;
}
