import { ErrorCode } from '../../../gen/visavis/v1/common_pb';
import type { Error as ErrorMessage, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { inText } from '../../../lib/inText';
import { parseRequestId, requestId, sync } from '../model/messages';
import { callIdOf, peerOf } from '../model/model';
import { callErrorNotice, handOffErrorText, inviteErrorNotice, joinErrorNotice } from '../model/text';
import { firstPeer, idsInCall } from '../model/peers';
import type { CallContext } from './CallContext';
import type { CallControl } from './CallControl';

interface ErrorReplySettings extends Pick<CallContext, 'socket' | 'model' | 'dispatch'> {
  control: CallControl;
}

const MAX_ATTEMPTS = 5;
/** After refusing an answer, the server sends why the call has ended. If it does not within this time, assume a reason. */
const END_REASON_TIMEOUT_MS = 1500;

/** Handles the server's `error` messages: retries if the server asks for it, and otherwise adopts the server's state. */
export class ErrorReplies {
  readonly #settings: ErrorReplySettings;
  readonly #attempts = new Map<string, number>();

  constructor(settings: ErrorReplySettings) {
    this.#settings = settings;
  }

  receive(message: SignalingMessage, error: ErrorMessage): void {
    const { name, id } = parseRequestId(message.requestId);
    console.warn(`The server refused ${name || 'a message'}`, ErrorCode[error.code], error.message);
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
        if (error.code === ErrorCode.CALL_FULL) this.#joinRefused(id, error.code);
        else this.#answerRefused(id);
        break;
      case 'join_call':
        this.#joinRefused(id, error.code);
        break;
      case 'invite':
        this.#settings.dispatch({ type: 'notice', notice: inviteErrorNotice(error.code) });
        break;
      case 'transfer_call':
        this.#handOffRefused(id, error.code);
        break;
      case 'sync':
        if (this.#isCurrent(id)) this.#callIsOver(id);
        break;
      case 'quality':
        break; // losing a report does not matter
      case 'end_call':
      case 'decline_call':
        break; // the call has already ended
      default:
        this.#negotiationRefused(message.callId, error.code);
    }
  }

  /** Forgets all attempts. */
  reset(): void {
    this.#attempts.clear();
  }

  #mayRetry(request: string): boolean {
    const attempts = (this.#attempts.get(request) ?? 0) + 1;
    this.#attempts.set(request, attempts);
    return attempts <= MAX_ATTEMPTS;
  }

  #retry(request: string, delayMs: number): void {
    setTimeout(() => {
      this.#settings.socket.resend(request);
    }, delayMs);
  }

  #settle(request: string): void {
    this.#attempts.delete(request);
    this.#settings.socket.settle(request);
  }

  #isCurrent(callId: string | undefined): boolean {
    return callId !== undefined && callIdOf(this.#settings.model().phase) === callId;
  }

  #initiateRefused(key: string, code: ErrorCode): void {
    const { phase } = this.#settings.model();
    if (phase.kind === 'outgoing' && phase.key === key)
      this.#settings.control.endCurrentCall(
        phase.callId,
        callErrorNotice(code, firstPeer(phase.peers).person),
      );
  }

  #answerRefused(callId: string): void {
    setTimeout(() => {
      const { model, control } = this.#settings;
      const { phase } = model();
      if (phase.kind !== 'joining' || phase.callId !== callId) return;
      if (phase.viaHandOff) control.leaveOnOtherDevice(callId);
      else control.endCurrentCall(callId, { tone: 'status', text: 'Answered on another device.' });
    }, END_REASON_TIMEOUT_MS);
  }

  /** The user cannot come into the group call, or not now. */
  #joinRefused(callId: string, code: ErrorCode): void {
    const { model, control } = this.#settings;
    const { phase } = model();
    if (phase.kind !== 'joining' || phase.callId !== callId) return;
    control.endCurrentCall(callId, joinErrorNotice(code, idsInCall(phase.peers).length));
  }

  #handOffRefused(callId: string, code: ErrorCode): void {
    const { model, control, dispatch } = this.#settings;
    if (!this.#isCurrent(callId)) return;
    if (code === ErrorCode.CALL_NOT_FOUND) this.#callIsOver(callId);
    else if (model().phase.kind === 'joining') control.leaveOnOtherDevice(callId);
    else dispatch({ type: 'handOffAborted', callId, toDeviceId: null, reason: handOffErrorText(code) });
  }

  /** This device's state of the call differs from the server's: asks for the server's. */
  #negotiationRefused(callId: string | undefined, code: ErrorCode): void {
    if (callId === undefined || !this.#isCurrent(callId)) return;
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
    const peer = peerOf(this.#settings.model().phase);
    this.#settings.control.endCurrentCall(callId, {
      tone: 'status',
      text: peer ? `The call with ${inText(peer.name)} is over.` : 'The call is over.',
      isOrdinary: true,
    });
  }
}
