import type { CallEnded } from '../../../gen/visavis/v1/signaling_pb';
import type { CallModel, Ringing } from '../model/model';
import { commonMedia, callIdOf } from '../model/model';
import type { CallAction } from '../model/reduce';
import type { LocalMediaSender } from '../media/LocalMediaSender';

interface GlareSettings {
  model: () => CallModel;
  localMedia: LocalMediaSender;
  dispatch: (event: CallAction) => void;
  /** Answers without a question; the call `over` is done with. */
  join: (ring: Ringing, over: string) => void;
}

/** Both called each other, and one of the two calls lives: with video only if both asked for it. */
export class GlareResolution {
  readonly #settings: GlareSettings;

  constructor(settings: GlareSettings) {
    this.#settings = settings;
  }

  ended(over: string, { continuesAs = '' }: CallEnded): void {
    const { phase, waiting } = this.#settings.model();
    if (phase.kind === 'outgoing' && phase.callId === over && continuesAs) {
      const ring = waiting.find(({ callId }) => callId === continuesAs);
      const { peer: caller, media } = phase;
      const unheard = { callId: continuesAs, caller, media, callWaiting: false, transfer: false };
      this.#settings.join(ring ? { ...ring, media: commonMedia(ring.media, media) } : unheard, over);
      return;
    }
    const theirs = waiting.find(({ callId }) => callId === over);
    if (callIdOf(phase) === continuesAs && theirs?.media === 'audio') this.audioOnly();
  }

  /** The other one asked for no picture. */
  audioOnly(): void {
    const { phase } = this.#settings.model();
    if ((phase.kind !== 'outgoing' && phase.kind !== 'active') || phase.media === 'audio') return;
    this.#settings.dispatch({ type: 'audioOnly' });
    this.#settings.localMedia.audioOnly();
  }
}
