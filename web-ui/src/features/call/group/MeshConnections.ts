import type { MediaLinks } from '../media/MediaLinks';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { UserId } from '../model/peers';
import { idsInCall } from '../model/peers';
import type { MeshPlan } from './meshPlan';
import { planMesh } from './meshPlan';

interface MeshSettings {
  me: UserId;
  links: Pick<MediaLinks, 'farEnds' | 'startWithOffer' | 'closeTo'>;
  phase: () => CallPhase;
}

/** A peer that should have sent an offer by now has perhaps not heard of this device: this device offers instead. */
const OFFER_TIMEOUT_MS = 5000;

/** The server ends the use of the media server when so few have been left for 30 s. */
const FEW = 3;
/** The mesh is ready well before that. */
const AHEAD_AFTER_MS = 20_000;

/** Opens and closes the direct connections of a group call as its participants come and go. */
export class MeshConnections {
  readonly #settings: MeshSettings;
  #callId: string | null = null;
  /** The call is being moved to this device. The others offer, because they hear of it. */
  #viaHandOff = false;
  /** Only a few are left in a call on the media server. */
  #fewTimer: ReturnType<typeof setTimeout> | undefined;
  #isAhead = false;
  readonly #expected = new Map<UserId, ReturnType<typeof setTimeout>>();

  constructor(settings: MeshSettings) {
    this.#settings = settings;
  }

  /** The connections are opened although the media server still carries the call. */
  get isAhead(): boolean {
    return this.#isAhead;
  }

  /** Call this with each new phase. */
  update(phase: CallPhase): void {
    const callId = callIdOf(phase);
    if (callId !== this.#callId) this.#reset(callId);
    if (phase.kind === 'joining') this.#viaHandOff = phase.viaHandOff;
    if (phase.kind !== 'active' || !phase.isGroup || phase.version === 0) return;
    this.#lookAhead(phase);
    const { offer, expect, close } = this.#plan(phase);
    for (const farEnd of close) this.#settings.links.closeTo(farEnd);
    for (const userId of offer) this.#settings.links.startWithOffer(userId);
    for (const userId of expect) this.#expect(userId);
    this.#viaHandOff = false;
  }

  /** Offers to everybody, after the page was loaded during the call. */
  restore(): void {
    const { links, phase } = this.#settings;
    const now = phase();
    if (now.kind !== 'active' || now.topology === 'sfu') return;
    for (const userId of idsInCall(now.peers))
      if (!links.farEnds.includes(userId)) links.startWithOffer(userId);
  }

  #plan(phase: CallPhase & { kind: 'active' }): MeshPlan {
    const { me, links } = this.#settings;
    const plan = planMesh(phase, me, links.farEnds, this.#isAhead);
    const isNew = (userId: UserId) => !this.#expected.has(userId);
    const { close } = plan;
    if (this.#viaHandOff) return { offer: [], expect: [...plan.offer, ...plan.expect], close };
    return { offer: plan.offer.filter(isNew), expect: plan.expect.filter(isNew), close };
  }

  /** The mesh has to carry pictures before the media server stops. */
  #lookAhead({ topology, peers }: CallPhase & { kind: 'active' }): void {
    if (topology === 'sfu' && idsInCall(peers).length < FEW) {
      this.#fewTimer ??= setTimeout(() => {
        this.#isAhead = true;
        this.update(this.#settings.phase());
      }, AHEAD_AFTER_MS);
      return;
    }
    clearTimeout(this.#fewTimer);
    this.#fewTimer = undefined;
    this.#isAhead = false;
  }

  #expect(userId: UserId): void {
    const timer = setTimeout(() => {
      this.#expected.delete(userId);
      this.#offerInstead(userId);
    }, OFFER_TIMEOUT_MS);
    this.#expected.set(userId, timer);
  }

  #offerInstead(userId: UserId): void {
    const { links, phase, me } = this.#settings;
    const now = phase();
    if (now.kind !== 'active' || callIdOf(now) !== this.#callId) return;
    const { offer, expect } = planMesh(now, me, links.farEnds, this.#isAhead);
    if (offer.includes(userId) || expect.includes(userId)) links.startWithOffer(userId);
  }

  #reset(callId: string | null): void {
    this.#callId = callId;
    this.#viaHandOff = this.#isAhead = false;
    clearTimeout(this.#fewTimer);
    this.#fewTimer = undefined;
    for (const timer of this.#expected.values()) clearTimeout(timer);
    this.#expected.clear();
  }
}
