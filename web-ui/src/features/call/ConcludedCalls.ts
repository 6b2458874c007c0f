import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SeenIds } from '../../lib/signaling/SeenIds';
import type { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import type { Complaints } from './Complaints';
import { endCall, requestId } from './messages';

const CALLS_REMEMBERED = 64;

/** The calls that this device is done with: what the server still says of them changes nothing here. */
export class ConcludedCalls {
  readonly #socket: SignalingSocket;
  readonly #complaints: Complaints;
  readonly #over = new SeenIds(CALLS_REMEMBERED);
  /** Attempts that the user gave up before the server had told their call id. */
  readonly #givenUp = new SeenIds(CALLS_REMEMBERED);

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

  /** The attempt with this key: as soon as its call has an id, it is ended. */
  giveUp(key: string): void {
    this.#givenUp.add(key);
  }

  /** Takes a message about a call that is over here; false for any other. */
  take(message: SignalingMessage): boolean {
    const { callId = '', idempotencyKey = '', body } = message;
    if (body.case === 'callInitiated' && this.#givenUp.has(idempotencyKey)) this.#end(callId, idempotencyKey);
    if (body.case === 'callEnded') this.#settleEnding(callId);
    if (!this.#over.has(callId)) return false;
    if (body.case === 'error') this.#complaints.receive(message, body.value);
    if (body.case === 'callState') this.#settleEnding(callId);
    return true;
  }

  #end(callId: string, key: string): void {
    this.#socket.settle(requestId('initiate_call', key));
    this.add(callId);
    this.#socket.command(endCall(callId));
  }

  #settleEnding(callId: string): void {
    this.#socket.settle(requestId('end_call', callId));
    this.#socket.settle(requestId('decline_call', callId));
  }
}
