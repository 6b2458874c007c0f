import type { Call } from '../../gen/visavis/v1/common_pb';
import { CallState, DeviceRole } from '../../gen/visavis/v1/common_pb';
import type { Registered, SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SeenIds } from '../../lib/signaling/SeenIds';
import type { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import type { Complaints } from './Complaints';
import { endCall, requestId } from './messages';
import type { CallPhase } from './model';
import { callIdOf } from './model';

const CALLS_REMEMBERED = 64;

/** The calls that this device is done with: what the server still says of them changes nothing here. */
export class ConcludedCalls {
  readonly #socket: SignalingSocket;
  readonly #complaints: Complaints;
  readonly #over = new SeenIds(CALLS_REMEMBERED);
  /** Attempts that were given up before the server had told their call id. */
  readonly #givenUp = new SeenIds(CALLS_REMEMBERED);
  /** The server may have got one of them, and not have said so. */
  #mayRing = false;

  constructor(socket: SignalingSocket, complaints: Complaints) {
    this.#socket = socket;
    this.#complaints = complaints;
  }

  add(callId: string): void {
    this.#over.add(callId);
  }

  has(callId: string): boolean {
    return this.#over.has(callId);
  }

  /** The attempt with this key is not sent again. If its call comes to be all the same, it is ended. */
  giveUp(key: string): void {
    if (this.#socket.withdraw(requestId('initiate_call', key))) return;
    this.#givenUp.add(key);
    this.#mayRing = true;
    this.#socket.settle(requestId('initiate_call', key));
  }

  /** The live calls of the user without those that are over here; `current` is the one on the screen. */
  without({ calls, userId }: Registered, current: CallPhase): Call[] {
    const rings = ({ state, thisDevice, initiatorId }: Call) =>
      state === CallState.RINGING && thisDevice === DeviceRole.JOINED && initiatorId === userId;
    const unknown = this.#mayRing && !(current.kind === 'dialing' && current.callId === null);
    this.#mayRing = false;
    for (const call of calls.filter(rings)) {
      if (unknown && call.callId !== callIdOf(current)) this.#end(call.callId);
    }
    return calls.filter(({ callId }) => !this.has(callId));
  }

  /** Takes a message about a call that is over here; false for any other. */
  take(message: SignalingMessage): boolean {
    const { callId = '', idempotencyKey = '', body } = message;
    if (body.case === 'callInitiated' && this.#givenUp.has(idempotencyKey)) this.#end(callId);
    if (body.case === 'callEnded') this.#settleEnding(callId);
    if (!this.#over.has(callId)) return false;
    if (body.case === 'error') this.#complaints.receive(message, body.value);
    if (body.case === 'callState') this.#settleEnding(callId);
    return true;
  }

  #end(callId: string): void {
    this.add(callId);
    this.#socket.command(endCall(callId));
  }

  #settleEnding(callId: string): void {
    this.#socket.settle(requestId('end_call', callId));
    this.#socket.settle(requestId('decline_call', callId));
  }
}
