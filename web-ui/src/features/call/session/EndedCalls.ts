import type { Call } from '../../../gen/visavis/v1/common_pb';
import { CallState, DeviceRole } from '../../../gen/visavis/v1/common_pb';
import type { Registered, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { SeenIds } from '../../../lib/signaling/SeenIds';
import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { ErrorReplies } from './ErrorReplies';
import { endCall, requestId } from '../model/messages';
import type { CallPhase } from '../model/model';
import { callIdOf } from '../model/model';

const MAX_ENDED_CALLS = 64;

/** The calls that this device is done with: what the server still says of them changes nothing here. */
export class EndedCalls {
  readonly #socket: SignalingSocket;
  readonly #errorReplies: ErrorReplies;
  readonly #ended = new SeenIds(MAX_ENDED_CALLS);
  /** Attempts that were given up before the server had told their call id. */
  readonly #abandoned = new SeenIds(MAX_ENDED_CALLS);
  /** The server may have got one of them, and not have said so. */
  #abandonedMayRing = false;

  constructor(socket: SignalingSocket, complaints: ErrorReplies) {
    this.#socket = socket;
    this.#errorReplies = complaints;
  }

  add(callId: string): void {
    this.#ended.add(callId);
  }

  has(callId: string): boolean {
    return this.#ended.has(callId);
  }

  /** The attempt with this key is not sent again. If its call comes to be all the same, it is ended. */
  abandon(key: string): void {
    if (this.#socket.withdraw(requestId('initiate_call', key))) return;
    this.#abandoned.add(key);
    this.#abandonedMayRing = true;
    this.#socket.settle(requestId('initiate_call', key));
  }

  /** The live calls of the user without those that are over here; `current` is the one on the screen. */
  liveCalls({ calls, userId }: Registered, current: CallPhase): Call[] {
    const rings = ({ state, thisDevice, initiatorId }: Call) =>
      state === CallState.RINGING && thisDevice === DeviceRole.JOINED && initiatorId === userId;
    const unknown = this.#abandonedMayRing && !(current.kind === 'outgoing' && current.callId === null);
    this.#abandonedMayRing = false;
    for (const call of calls.filter(rings)) {
      if (unknown && call.callId !== callIdOf(current)) this.#end(call.callId);
    }
    return calls.filter(({ callId }) => !this.has(callId));
  }

  /** Takes a message about a call that is over here; false for any other. */
  handle(message: SignalingMessage): boolean {
    const { callId = '', idempotencyKey = '', body } = message;
    if (body.case === 'callInitiated' && this.#abandoned.has(idempotencyKey)) this.#end(callId);
    if (body.case === 'callEnded') this.#settleEnd(callId);
    if (!this.#ended.has(callId)) return false;
    if (body.case === 'error') this.#errorReplies.receive(message, body.value);
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
