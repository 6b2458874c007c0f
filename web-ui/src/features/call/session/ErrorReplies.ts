import { ErrorCode } from '../../../gen/visavis/v1/common_pb';
import type { Error as ErrorMessage, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { inText } from '../../../lib/inText';
import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import { parseRequestId, requestId, sync } from '../model/messages';
import type { CallPhase, CallNotice } from '../model/model';
import { callIdOf, peerOf } from '../model/model';
import { handOffErrorText, callErrorNotice } from '../model/text';

export interface ErrorReplySettings {
  socket: SignalingSocket;
  phase: () => CallPhase;
  endCurrentCall: (callId: string | null, notice: CallNotice | null) => void;
  /** Another device of the user has the call, and keeps it. */
  leaveOnOtherDevice: (callId: string) => void;
  /** The call is not handed over. */
  abortHandOff: (callId: string, words: string) => void;
}

const MAX_ATTEMPTS = 5;
/** A refused answer is followed by the reason why the call is gone; after this time, guess. */
const END_REASON_TIMEOUT_MS = 1500;

/** Takes the server's errors: tries again where it says so, and otherwise follows the server's view. */
export class ErrorReplies {
  readonly #settings: ErrorReplySettings;
  readonly #attempts = new Map<string, number>();

  constructor(settings: ErrorReplySettings) {
    this.#settings = settings;
  }

  receive(message: SignalingMessage, error: ErrorMessage): void {
    const { name, id } = parseRequestId(message.requestId);
    console.warn(`refused: ${name || 'message'}`, ErrorCode[error.code], error.message);
    if (message.requestId && error.retryAfterMs !== undefined && this.#mayRetry(message.requestId)) {
      this.#retry(message.requestId, error.retryAfterMs);
      return;
    }
    if (message.requestId) this.#settle(message.requestId);
    switch (name) {
      case 'initiate_call':
        this.#initiateRefused(id, error.code);
        break;
      case 'answer_call':
        this.#answerRefused(id);
        break;
      case 'transfer_call':
        this.#handOffRefused(id, error.code);
        break;
      case 'sync':
        if (callIdOf(this.#settings.phase()) === id) this.#callIsOver(id);
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
  reset(): void {
    this.#attempts.clear();
  }

  #mayRetry(asked: string): boolean {
    const tries = (this.#attempts.get(asked) ?? 0) + 1;
    this.#attempts.set(asked, tries);
    return tries <= MAX_ATTEMPTS;
  }

  #retry(asked: string, afterMs: number): void {
    setTimeout(() => {
      this.#settings.socket.resend(asked);
    }, afterMs);
  }

  #settle(asked: string): void {
    this.#attempts.delete(asked);
    this.#settings.socket.settle(asked);
  }

  #initiateRefused(key: string, code: ErrorCode): void {
    const phase = this.#settings.phase();
    if (phase.kind === 'outgoing' && phase.key === key)
      this.#settings.endCurrentCall(phase.callId, callErrorNotice(code, phase.peer));
  }

  #answerRefused(callId: string): void {
    setTimeout(() => {
      const phase = this.#settings.phase();
      if (phase.kind !== 'joining' || phase.callId !== callId) return;
      if (phase.viaHandOff) this.#settings.leaveOnOtherDevice(callId);
      else this.#settings.endCurrentCall(callId, { tone: 'status', text: 'Answered on another device.' });
    }, END_REASON_TIMEOUT_MS);
  }

  #handOffRefused(callId: string, code: ErrorCode): void {
    const phase = this.#settings.phase();
    if (callIdOf(phase) !== callId) return;
    if (code === ErrorCode.CALL_NOT_FOUND) this.#callIsOver(callId);
    else if (phase.kind === 'joining') this.#settings.leaveOnOtherDevice(callId);
    else this.#settings.abortHandOff(callId, handOffErrorText(code));
  }

  /** What this device believes of the call is not what the server knows: ask. */
  #negotiationRefused(callId: string | undefined, code: ErrorCode): void {
    if (callId === undefined || callIdOf(this.#settings.phase()) !== callId) return;
    switch (code) {
      case ErrorCode.CALL_NOT_FOUND:
        this.#callIsOver(callId);
        break;
      case ErrorCode.CALL_UNAVAILABLE:
      case ErrorCode.INVALID_STATE:
      case ErrorCode.NOT_A_PARTICIPANT:
        if (this.#mayRetry(requestId('sync', callId))) this.#settings.socket.command(sync(callId));
        break;
      default:
        break;
    }
  }

  #callIsOver(callId: string): void {
    const peer = peerOf(this.#settings.phase());
    this.#settings.endCurrentCall(callId, {
      tone: 'status',
      text: peer ? `The call with ${inText(peer.name)} is over.` : 'The call is over.',
    });
  }
}
