import type { CallEnded } from '../../../gen/visavis/v1/signaling_pb';
import type { LocalMediaSender } from '../media/LocalMediaSender';
import type { Ringing } from '../model/model';
import { callIdOf, commonMedia } from '../model/model';
import { firstPeer } from '../model/peers';
import type { CallContext } from './CallContext';

interface GlareSettings extends Pick<CallContext, 'model' | 'dispatch'> {
  localMedia: LocalMediaSender;
  /** Answers the surviving call without asking the user; `endedCallId` is the other call. */
  join: (ring: Ringing, endedCallId: string) => void;
}

/** Glare: two users have called each other at once. One call survives, with video only if both asked for it. */
export class GlareResolution {
  readonly #settings: GlareSettings;

  constructor(settings: GlareSettings) {
    this.#settings = settings;
  }

  ended(endedCallId: string, { continuesAs = '' }: CallEnded): void {
    const { phase, waiting } = this.#settings.model();
    if (phase.kind === 'outgoing' && phase.callId === endedCallId && continuesAs) {
      const ring = waiting.find(({ callId }) => callId === continuesAs);
      const { peers, media } = phase;
      const caller = firstPeer(peers).person;
      const withoutRing: Ringing = {
        callId: continuesAs,
        caller,
        media,
        peers: new Map(),
        inviter: null,
        callWaiting: false,
        transfer: false,
      };
      this.#settings.join(
        ring ? { ...ring, media: commonMedia(ring.media, media) } : withoutRing,
        endedCallId,
      );
      return;
    }
    const peersCall = waiting.find(({ callId }) => callId === endedCallId);
    if (callIdOf(phase) === continuesAs && peersCall?.media === 'audio') this.audioOnly();
  }

  /** The peer asked for an audio call. */
  audioOnly(): void {
    const { phase } = this.#settings.model();
    if ((phase.kind !== 'outgoing' && phase.kind !== 'active') || phase.media === 'audio') return;
    this.#settings.dispatch({ type: 'audioOnly' });
    this.#settings.localMedia.audioOnly();
  }
}
