import type { ShownTile } from '../../model/messages';
import type { UserId } from '../../model/peers';
import { LARGE_CAMERA } from './cameraLayers';
import type { InboundSample } from './inboundStats';
import { demandOf, fitTiles } from './fitTiles';
import type { LinkBudget } from './linkBudget';
import { nextBudget, NO_LIMIT } from './linkBudget';
import { receivedBetween } from './received';
import { servedTiles } from './servedTiles';
import type { Slots } from './Slots';
import { VoiceDelay } from './VoiceDelay';

interface ViewSettings {
  send: (tiles: readonly ShownTile[]) => void;
  /** Whether this person sends a picture of this kind. */
  expects: (userId: UserId, kind: ShownTile['kind']) => boolean;
  /** A picture stays away whatever is asked for: only new connections can help. */
  onStalled: () => void;
}

/** A shorter time says little about the link. */
const MEASURED_MS = 400;
/** A tile without a frame for this long is asked for again; after the second time, it is taken away and added again. */
const STALLED_MS = 2000;
const STALLED_STEPS_MS = [STALLED_MS, 2 * STALLED_MS, 3.5 * STALLED_MS, 10 * STALLED_MS] as const;
/** New connections are the last step, or the third if no picture at all arrives. */
const REBUILD_STEPS = { nothingArrives: 3, oneIsMissing: 4 } as const;

/** Asks the media server for the pictures that the screen shows, as large as the link of this device can bear. */
export class ViewControl {
  readonly #settings: ViewSettings;
  #tiles: readonly ShownTile[] = [];
  #isOpen = false;
  #sent: readonly ShownTile[] | null = null;
  /** Since when each picture is asked for without a pause. */
  #askedSince: ReadonlyMap<string, number> = new Map();
  #budget: LinkBudget = NO_LIMIT;
  #before: { sample: InboundSample; at: number } | null = null;
  #voiceDelay = new VoiceDelay();
  /** How many steps have been taken against the present stall. */
  #steps = 0;

  constructor(settings: ViewSettings) {
    this.#settings = settings;
  }

  /** The pictures on the screen, the most important first. */
  show(tiles: readonly ShownTile[], now: number): void {
    this.#tiles = tiles;
    this.#sendIfChanged(now);
  }

  /** Sends nothing until the media server knows this device. */
  stop(): void {
    this.#isOpen = false;
    this.#sent = null;
    this.#askedSince = new Map();
  }

  /** The media server knows this device, but not what it shows. */
  restart(now: number): void {
    this.#isOpen = true;
    this.#askedSince = new Map();
    this.#before = null;
    this.#steps = 0;
    this.#voiceDelay = new VoiceDelay();
    this.#send(now);
  }

  /** The connection to the server was interrupted: the last view may be lost. */
  repeat(now: number): void {
    if (this.#sent) this.#send(now);
  }

  /** Call this about twice a second with what has been received since the connections were up. */
  tick(sample: InboundSample, slots: Slots, connectedAt: number, now: number): void {
    const before = this.#before;
    if (!before || now - before.at >= MEASURED_MS) {
      if (before) this.#adapt(before.sample, sample, now - before.at, now);
      this.#before = { sample, at: now };
    }
    this.#watch(slots, connectedAt, now);
  }

  #adapt(before: InboundSample, sample: InboundSample, ms: number, now: number): void {
    const received = receivedBetween(before, sample, ms, this.#voiceDelay.update(sample.voices));
    this.#budget = nextBudget(this.#budget, received, demandOf(this.#tiles, LARGE_CAMERA));
    this.#sendIfChanged(now);
  }

  /** Whether this person's picture is left out because the link of this device cannot bear it. */
  isPaused(userId: UserId): boolean {
    const isCamera = (tile: ShownTile) => tile.userId === userId && tile.kind === 'camera';
    const sent = this.#sent?.find(isCamera);
    return sent?.height === 0 && (this.#tiles.find(isCamera)?.height ?? 0) > 0;
  }

  /** What is done because the link of this device cannot bear what the screen shows. */
  get remedy(): 'smaller' | 'audioOnly' | null {
    if (this.#budget.limit === null) return null;
    return this.#tiles.some(({ userId }) => this.isPaused(userId)) ? 'audioOnly' : 'smaller';
  }

  #watch(slots: Slots, connectedAt: number, now: number): void {
    const stalls = this.#awaitedTiles(slots).map((tile) => this.#stalledFor(tile, slots, now));
    const stalled = Math.min(now - connectedAt, Math.max(0, ...stalls));
    if (stalled < STALLED_MS) {
      this.#steps = 0;
      return;
    }
    if (stalled < (STALLED_STEPS_MS[this.#steps] ?? Infinity)) return;
    this.#steps += 1;
    if (this.#steps === 1) this.#settings.send(this.#fitted());
    else if (this.#steps >= this.#rebuildStep(slots, now)) this.#settings.onStalled();
    else this.#askAnew(slots, now);
  }

  /** A sender who does not reach the media server is not assigned: new connections of this device would not help. */
  #rebuildStep(slots: Slots, now: number): number {
    const assigned = this.#awaitedTiles(slots).flatMap(
      ({ userId, kind }) => slots.stalledFor(userId, kind, now) ?? [],
    );
    if (!assigned.some((ms) => ms >= STALLED_MS)) return Infinity;
    return assigned.every((ms) => ms >= STALLED_MS)
      ? REBUILD_STEPS.nothingArrives
      : REBUILD_STEPS.oneIsMissing;
  }

  /** The pictures that should move. A screen that has arrived has few frames while nothing changes on it. */
  #awaitedTiles(slots: Slots): readonly ShownTile[] {
    return servedTiles(this.#sent ?? []).filter(({ userId, kind, height }) => {
      const isStill = kind === 'screen' && slots.stream(userId, kind) !== null;
      return height > 0 && !isStill && this.#settings.expects(userId, kind);
    });
  }

  #stalledFor(tile: ShownTile, slots: Slots, now: number): number {
    const { userId, kind } = tile;
    const asked = now - (this.#askedSince.get(keyOf(tile)) ?? now);
    return Math.min(asked, slots.stalledFor(userId, kind, now) ?? Infinity);
  }

  /** Takes the stalled tiles away and adds them again, so that the media server subscribes anew. */
  #askAnew(slots: Slots, now: number): void {
    const stalled = new Set(
      this.#awaitedTiles(slots).filter((tile) => this.#stalledFor(tile, slots, now) >= STALLED_MS),
    );
    const tiles = this.#fitted();
    this.#settings.send(tiles.filter((tile) => ![...stalled].some((other) => isSame(tile, other))));
    this.#settings.send(tiles);
  }

  #fitted(): readonly ShownTile[] {
    return fitTiles(this.#tiles, this.#budget.limit, LARGE_CAMERA);
  }

  #sendIfChanged(now: number): void {
    const next = this.#fitted();
    const sent = this.#sent;
    if (sent?.length === next.length && sent.every((tile, index) => isSame(tile, next[index]))) return;
    this.#send(now);
  }

  #send(now: number): void {
    if (!this.#isOpen) return;
    this.#sent = this.#fitted();
    const asked = this.#sent.filter(({ height }) => height > 0).map(keyOf);
    this.#askedSince = new Map(asked.map((key) => [key, this.#askedSince.get(key) ?? now]));
    this.#settings.send(this.#sent);
  }
}

function isSame(one: ShownTile, other: ShownTile | undefined): boolean {
  return one.userId === other?.userId && one.kind === other.kind && one.height === other.height;
}

function keyOf({ userId, kind }: ShownTile): string {
  return `${kind}:${userId}`;
}
