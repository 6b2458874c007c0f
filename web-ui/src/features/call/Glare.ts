import type { CallEnded } from '../../gen/visavis/v1/signaling_pb';
import type { CallModel, Ringing } from './model';
import { bothOf, callIdOf } from './model';
import type { CallEvent } from './reduce';
import type { Sending } from './Sending';

interface GlareSettings {
  model: () => CallModel;
  sending: Sending;
  dispatch: (event: CallEvent) => void;
  /** Answers without a question; the call `over` is done with. */
  join: (ring: Ringing, over: string) => void;
}

/** Both called each other, and one of the two calls lives: with video only if both asked for it. */
export class Glare {
  readonly #settings: GlareSettings;

  constructor(settings: GlareSettings) {
    this.#settings = settings;
  }

  ended(over: string, { continuesAs = '' }: CallEnded): void {
    const { phase, waiting } = this.#settings.model();
    if (phase.kind === 'dialing' && phase.callId === over && continuesAs) {
      const ring = waiting.find(({ callId }) => callId === continuesAs);
      const { peer: caller, media } = phase;
      const unheard = { callId: continuesAs, caller, media, callWaiting: false, transfer: false };
      this.#settings.join(ring ? { ...ring, media: bothOf(ring.media, media) } : unheard, over);
      return;
    }
    const theirs = waiting.find(({ callId }) => callId === over);
    if (callIdOf(phase) === continuesAs && theirs?.media === 'audio') this.soundOnly();
  }

  /** The other one asked for no picture. */
  soundOnly(): void {
    const { phase } = this.#settings.model();
    if ((phase.kind !== 'dialing' && phase.kind !== 'active') || phase.media === 'audio') return;
    this.#settings.dispatch({ type: 'soundOnly' });
    this.#settings.sending.soundOnly();
  }
}
