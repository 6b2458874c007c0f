import type { Call } from '../../../gen/visavis/v1/common_pb';
import type { CallMedia } from '../../../lib/person';
import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { MediaLinks } from '../media/MediaLinks';
import { sync } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { Negotiation } from './Negotiation';
import type { LocalMediaSender } from '../media/LocalMediaSender';

interface RecoverySettings {
  phase: () => CallPhase;
  socket: SignalingSocket;
  links: MediaLinks;
  negotiation: Negotiation;
  localMedia: LocalMediaSender;
  /** Gets ready for the answer of the one who is called; once. */
  prepare: (media: CallMedia) => void;
}

/** How a call goes on after the line was down, or the page was loaded anew. */
export class CallRecovery {
  readonly #settings: RecoverySettings;
  /** A call that the server did not list when this device came back: if it goes on, something may be missing. */
  #possiblyMissedMessages: string | null = null;

  constructor(settings: RecoverySettings) {
    this.#settings = settings;
  }

  /** The device is on the line, and has these calls. */
  registered(calls: readonly Call[], before: CallPhase): void {
    const { phase, socket, links, prepare } = this.#settings;
    const outgoing = phase();
    if (outgoing.kind === 'outgoing') prepare(outgoing.media); // no camera goes on while the line is down
    const callId = callIdOf(phase());
    if (callId === null) return;
    const call = calls.find((candidate) => candidate.callId === callId);
    this.#possiblyMissedMessages = call ? null : callId;
    if (!call) socket.command(sync(callId));
    else if (before.kind === 'idle') this.restore(call);
    else links.resume(call.resumed !== true);
  }

  /** The server has told of a call that goes on. */
  callContinues(callId: string): void {
    if (this.#possiblyMissedMessages !== callId) return;
    this.#possiblyMissedMessages = null;
    this.#settings.links.resume(true);
  }

  /** The page was loaded in mid-call: media starts anew, with the same people. */
  restore(call: Call): void {
    const { phase, localMedia, negotiation, prepare } = this.#settings;
    const now = phase();
    if (now.kind === 'outgoing') prepare(now.media);
    if (now.kind !== 'active') return;
    localMedia.restore(call);
    negotiation.offer();
  }
}
