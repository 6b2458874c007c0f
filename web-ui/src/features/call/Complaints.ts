import { ErrorCode } from '../../gen/visavis/v1/common_pb';
import type { Error as ErrorMessage, SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { inText } from '../../lib/inText';
import type { SignalingSocket } from '../../lib/signaling/SignalingSocket';
import { parseRequestId, requestId, sync } from './messages';
import type { CallPhase, Notice } from './model';
import { callIdOf, peerOf } from './model';
import { notHandedOver, refusal } from './words';

export interface ComplaintSettings {
  socket: SignalingSocket;
  phase: () => CallPhase;
  finish: (callId: string | null, notice: Notice | null) => void;
  /** Another device of the user has the call, and keeps it. */
  staysElsewhere: (callId: string) => void;
  /** The call is not handed over. */
  staysHere: (callId: string, words: string) => void;
}

const TRIES = 5;
/** A refused answer is followed by the reason why the call is gone; after this time, guess. */
const REASON_WITHIN_MS = 1500;

/** Takes the server's errors: tries again where it says so, and otherwise follows the server's view. */
export class Complaints {
  readonly #settings: ComplaintSettings;
  readonly #tries = new Map<string, number>();

  constructor(settings: ComplaintSettings) {
    this.#settings = settings;
  }

  receive(message: SignalingMessage, error: ErrorMessage): void {
    const { name, id } = parseRequestId(message.requestId);
    console.warn(`refused: ${name || 'message'}`, ErrorCode[error.code], error.message);
    if (message.requestId && error.retryAfterMs !== undefined && this.#mayTryAgain(message.requestId)) {
      this.#tryAgain(message.requestId, error.retryAfterMs);
      return;
    }
    if (message.requestId) this.#forget(message.requestId);
    switch (name) {
      case 'initiate_call':
        this.#callRefused(id, error.code);
        break;
      case 'answer_call':
        this.#answerRefused(id);
        break;
      case 'transfer_call':
        this.#transferRefused(id, error.code);
        break;
      case 'sync':
        if (callIdOf(this.#settings.phase()) === id) this.#over(id);
        break;
      case 'quality':
        break; // a measurement that is missing
      case 'end_call':
      case 'decline_call':
        break; // over already, which is what was asked for
      default:
        this.#negotiationRefused(message.callId, error.code);
    }
  }

  /** For the next call, every try counts anew. */
  startOver(): void {
    this.#tries.clear();
  }

  #mayTryAgain(asked: string): boolean {
    const tries = (this.#tries.get(asked) ?? 0) + 1;
    this.#tries.set(asked, tries);
    return tries <= TRIES;
  }

  #tryAgain(asked: string, afterMs: number): void {
    setTimeout(() => {
      this.#settings.socket.again(asked);
    }, afterMs);
  }

  #forget(asked: string): void {
    this.#tries.delete(asked);
    this.#settings.socket.settle(asked);
  }

  #callRefused(key: string, code: ErrorCode): void {
    const phase = this.#settings.phase();
    if (phase.kind === 'dialing' && phase.key === key)
      this.#settings.finish(phase.callId, refusal(code, phase.peer));
  }

  #answerRefused(callId: string): void {
    setTimeout(() => {
      const phase = this.#settings.phase();
      if (phase.kind !== 'joining' || phase.callId !== callId) return;
      if (phase.moves) this.#settings.staysElsewhere(callId);
      else this.#settings.finish(callId, { tone: 'status', text: 'Answered on another device.' });
    }, REASON_WITHIN_MS);
  }

  #transferRefused(callId: string, code: ErrorCode): void {
    const phase = this.#settings.phase();
    if (callIdOf(phase) !== callId) return;
    if (code === ErrorCode.CALL_NOT_FOUND) this.#over(callId);
    else if (phase.kind === 'joining') this.#settings.staysElsewhere(callId);
    else this.#settings.staysHere(callId, notHandedOver(code));
  }

  /** What this device believes of the call is not what the server knows: ask. */
  #negotiationRefused(callId: string | undefined, code: ErrorCode): void {
    if (callId === undefined || callIdOf(this.#settings.phase()) !== callId) return;
    switch (code) {
      case ErrorCode.CALL_NOT_FOUND:
        this.#over(callId);
        break;
      case ErrorCode.CALL_UNAVAILABLE:
      case ErrorCode.INVALID_STATE:
      case ErrorCode.NOT_A_PARTICIPANT:
        if (this.#mayTryAgain(requestId('sync', callId))) this.#settings.socket.command(sync(callId));
        break;
      default:
        break;
    }
  }

  #over(callId: string): void {
    const peer = peerOf(this.#settings.phase());
    this.#settings.finish(callId, {
      tone: 'status',
      text: peer ? `The call with ${inText(peer.name)} is over.` : 'The call is over.',
    });
  }
}
