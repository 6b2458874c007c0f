import type { CallPhase, WeakLink } from '../../model/model';
import { callIdOf, OWN } from '../../model/model';
import type { UserId } from '../../model/peers';
import { isInCall } from '../../model/peers';
import type { ReceptionStats } from '../reception';
import { lossRatio } from '../reception';
import type { ServerReception } from '../sfu/ReceivedQuality';
import type { Reading } from './blame';
import { blame, rated } from './blame';
import { Levels } from './Levels';

interface Settings {
  now: () => number;
  /** By user id; this device's own link under `OWN`. Links that are not in it are good. */
  onChange: (weakLinks: ReadonlyMap<string, WeakLink>) => void;
}

/** The latest samples of one connection. */
interface Series {
  readonly connection: object;
  readonly since: number;
  readonly samples: readonly { readonly at: number; readonly stats: ReceptionStats }[];
}

/** Loss is measured over this time; over one step, if the steps are longer. */
const WINDOW_MS = 4000;
/** Fewer samples say little, unless they are far apart. */
const LEAST_MS = 1500;
/** A browser begins with a small picture, and finds out within this time what the link bears. */
const BEGIN_MS = 10_000;

/**
 * Watches how good the links of a call are, with the samples that others have taken anyway: twice a second in a call of two and
 * on the media server, every 10 s between the devices of a small group.
 */
export class WeakLinks {
  readonly #settings: Settings;
  readonly #series = new Map<UserId, Series>();
  readonly #levels = new Levels();
  #phase: CallPhase = { kind: 'idle' };
  #shown: ReadonlyMap<string, WeakLink> = new Map();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Call this with each new phase. */
  update(phase: CallPhase): void {
    const isOther =
      callIdOf(phase) !== callIdOf(this.#phase) || topologyOf(phase) !== topologyOf(this.#phase);
    this.#phase = phase;
    if (!isOther) return;
    this.#series.clear();
    this.#levels.clear();
    this.#show(new Map());
  }

  /** A sample of the direct connection to a peer. */
  direct(peer: UserId, connection: object, stats: ReceptionStats): void {
    const topology = topologyOf(this.#phase);
    if (topology === null || topology === 'sfu') return;
    const at = this.#settings.now();
    const known = this.#series.get(peer);
    const series = known?.connection === connection ? known : { connection, since: at, samples: [] };
    const samples = [...series.samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, stats }];
    const [before] = series.samples.slice(-1);
    // Where samples are rare, the one before is outside the window.
    this.#series.set(peer, {
      ...series,
      samples: samples.length === 1 && before ? [before, ...samples] : samples,
    });
    this.#judge(this.#measureDirect(at), at);
  }

  /** What arrives from the media server. */
  server({ loss, peers, remedy }: ServerReception): void {
    if (topologyOf(this.#phase) !== 'sfu') return;
    const findings = [...peers].map(([peer, lost]) => [peer, lost, null] as const);
    this.#judge(rated([[OWN, loss, remedy], ...findings]), this.#settings.now());
  }

  #measureDirect(now: number) {
    const readings = new Map<UserId, Reading>();
    for (const [peer, series] of this.#series) {
      if (!this.#isPresent(peer)) continue;
      const reading = readingOf(series, now);
      if (reading) readings.set(peer, reading);
    }
    return blame(readings);
  }

  #judge(measured: ReturnType<typeof blame>, now: number): void {
    const weak = this.#levels.update(measured, now);
    this.#show(new Map([...weak].filter(([key]) => key === OWN || this.#isPresent(key))));
  }

  #isPresent(peer: UserId): boolean {
    const found = this.#phase.kind === 'active' ? this.#phase.peers.get(peer) : undefined;
    return found !== undefined && isInCall(found);
  }

  #show(weakLinks: ReadonlyMap<string, WeakLink>): void {
    if (isSame(this.#shown, weakLinks)) return;
    this.#shown = weakLinks;
    this.#settings.onChange(weakLinks);
  }
}

function readingOf({ samples, since }: Series, now: number): Reading | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_MS) return null;
  return {
    lossIn: lossRatio(first.stats, last.stats),
    lossOut: last.stats.remoteLoss,
    remedy: now - since < BEGIN_MS ? null : remedyOf(samples.map(({ stats }) => stats)),
  };
}

/** The browser has sent a smaller picture than the camera makes, or none, throughout. */
function remedyOf(samples: readonly ReceptionStats[]): WeakLink['remedy'] {
  const [first, last] = [samples[0]?.sent, samples.at(-1)?.sent];
  if (!first || !last || samples.some(({ sent }) => !sent?.limited)) return null;
  return last.frames === first.frames ? 'audioOnly' : 'smaller';
}

function topologyOf(phase: CallPhase): string | null {
  return phase.kind === 'active' ? phase.topology : null;
}

function isSame(one: ReadonlyMap<string, WeakLink>, other: ReadonlyMap<string, WeakLink>): boolean {
  return (
    one.size === other.size &&
    [...one].every(([key, link]) => {
      const found = other.get(key);
      return found?.bars === link.bars && found.remedy === link.remedy;
    })
  );
}
