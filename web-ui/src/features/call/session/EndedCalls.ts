import type { Call } from '../../../gen/visavis/v1/common_pb';
import { CallState, DeviceRole } from '../../../gen/visavis/v1/common_pb';
import type { Registered, Ring, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { SeenIds } from '../../../lib/signaling/SeenIds';
import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import { endCall, requestId } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';

const MAX_ENDED_CALLS = 64;

/** The calls that have ended on this device. Later messages about them change nothing here. */
export class EndedCalls {
  readonly #socket: SignalingSocket;
  readonly #ended = new SeenIds(MAX_ENDED_CALLS);
  /** Keys of attempts that the user abandoned before the server had sent the call id. */
  readonly #abandoned = new SeenIds(MAX_ENDED_CALLS);
  /** An abandoned attempt may have reached the server, which has not confirmed it. */
  #abandonedMayRing = false;

  constructor(socket: SignalingSocket) {
    this.#socket = socket;
  }

  add(callId: string): void {
    this.#ended.add(callId);
  }

  /** The user joins a group call again that this device has left. */
  forget(callId: string): void {
    this.#ended.delete(callId);
  }

  /** Stops sending the attempt with this key. If the server creates its call nevertheless, that call is ended. */
  abandon(key: string): void {
    if (this.#socket.withdraw(requestId('initiate_call', key))) return;
    this.#abandoned.add(key);
    this.#abandonedMayRing = true;
    this.#socket.settle(requestId('initiate_call', key));
  }

  /** The user's live calls except those that have ended on this device; `current` is the call on the screen. */
  liveCalls({ calls, userId }: Registered, current: CallPhase): Call[] {
    const isOwnAttempt = ({ state, thisDevice, initiatorId }: Call) =>
      state === CallState.RINGING && thisDevice === DeviceRole.JOINED && initiatorId === userId;
    const endUnknown = this.#abandonedMayRing && !(current.kind === 'outgoing' && current.callId === null);
    this.#abandonedMayRing = false;
    for (const call of calls.filter(isOwnAttempt)) {
      if (endUnknown && call.callId !== callIdOf(current)) this.#end(call.callId);
    }
    return calls.filter(({ callId }) => !this.#ended.has(callId));
  }

  /** Handles a message about an ended call. Returns false if the message is about any other call. */
  handle(message: SignalingMessage): boolean {
    const { callId = '', idempotencyKey = '', body } = message;
    if (body.case === 'callInitiated' && this.#abandoned.has(idempotencyKey)) this.#end(callId);
    if (body.case === 'callEnded') this.#settleEnd(callId);
    if (body.case === 'ring' && isGroup(body.value)) this.forget(callId); // invited again
    // If this device has joined again since it left, the reply to leaving is not about the call that is on the screen.
    const isReplyToLeaving = body.case === 'callEnded' && message.requestId === requestId('end_call', callId);
    if (!this.#ended.has(callId)) return isReplyToLeaving;
    if (body.case === 'callState') this.#settleEnd(callId);
    return true;
  }

  #end(callId: string): void {
    this.add(callId);
    this.#socket.command(endCall(callId));
  }

  #settleEnd(callId: string): void {
    this.#socket.settle(requestId('end_call', callId));
    this.#socket.settle(requestId('decline_call', callId));
  }
}

function isGroup({ participants }: Ring): boolean {
  return participants.length > 2;
}
