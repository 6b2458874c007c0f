import type { Call } from '../../../gen/visavis/v1/common_pb';
import { sync } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';
import type { CallContext } from './CallContext';
import type { CallControl } from './CallControl';
import type { CallMedia } from './CallMedia';
import type { GroupMedia } from '../group/GroupMedia';
import type { Negotiation } from './Negotiation';

interface RecoverySettings extends Pick<CallContext, 'socket' | 'model'> {
  control: CallControl;
  media: CallMedia;
  negotiation: Negotiation;
  group: GroupMedia;
}

/** Continues a call after the server connection was lost or the page was reloaded. */
export class CallRecovery {
  readonly #settings: RecoverySettings;
  /** A call that the last `registered` did not list. If it continues, messages for it may have been lost. */
  #possiblyMissedMessages: string | null = null;

  constructor(settings: RecoverySettings) {
    this.#settings = settings;
  }

  /** The device is registered, and the server has listed its calls. */
  registered(calls: readonly Call[], before: CallPhase): void {
    const { model, socket, control, media } = this.#settings;
    const { phase } = model();
    control.prepare(); // not before, because the camera stays off while disconnected
    const callId = callIdOf(phase);
    if (callId === null) return;
    const call = calls.find((candidate) => candidate.callId === callId);
    this.#possiblyMissedMessages = call ? null : callId;
    if (!call) socket.command(sync(callId));
    else if (before.kind === 'idle') this.restore(call);
    else media.resume(call.resumed !== true);
  }

  /** The server has confirmed that the call continues. */
  callContinues(callId: string): void {
    if (this.#possiblyMissedMessages !== callId) return;
    this.#possiblyMissedMessages = null;
    this.#settings.media.resume(true);
  }

  /** The page was loaded during a call: starts the media again, with new connections. */
  restore(call: Call): void {
    const { model, control, media, negotiation, group } = this.#settings;
    const { phase } = model();
    control.prepare();
    if (phase.kind !== 'active') return;
    media.local.restore(call);
    if (phase.isGroup) group.restore();
    else negotiation.offer(phase.peers.keys());
  }
}
