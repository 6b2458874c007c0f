import { EndReason, ErrorCode } from '../../../gen/visavis/v1/common_pb';
import { inText } from '../../../lib/inText';
import type { Person } from '../../../lib/person';
import type { CallModel, CallNotice, CallPhase } from './model';
import { firstLink, isGroupRing, peerOf } from './model';

/** The notice at the end of the phase's call; null if the end needs no explanation. */
export function endNotice(
  reason: EndReason,
  model: Pick<CallModel, 'phase' | 'links'>,
  durationSeconds?: number,
): CallNotice | null {
  const { phase } = model;
  const person = peerOf(phase);
  if (phase.kind === 'idle' || !person) return null;
  const name = inText(person.name);
  const { media } = phase.kind === 'incoming' ? phase.ring : phase;
  const again: CallAgain = { callAgain: { people: calledAgain(phase, person), media } };
  switch (phase.kind) {
    case 'outgoing':
      if (phase.isGroup) return outgoingGroupEndNotice(reason, again);
      return outgoingEndNotice(reason, name, again);
    case 'incoming':
      if (phase.ring.transfer) return handOffEndNotice(reason, name);
      return incomingEndNotice(reason, name, isGroupRing(phase.ring) ? 'group call' : 'call', again);
    case 'joining':
      return phase.viaHandOff
        ? handOffEndNotice(reason, name)
        : incomingEndNotice(reason, name, 'call', again);
    case 'active':
      if (phase.isGroup) return groupEndNotice(reason, durationSeconds);
      if (firstLink(model).state === 'connecting' && reason === EndReason.ENDED)
        return status(`The call with ${name} ended before it was connected.`, again);
      return activeEndNotice(reason, name, durationSeconds, again);
  }
}

/** Everybody who was rung or in the call. */
function calledAgain(phase: Exclude<CallPhase, { kind: 'idle' }>, person: Person): readonly Person[] {
  const peers = phase.kind === 'incoming' ? phase.ring.peers : phase.peers;
  return peers.size > 1 ? [...peers.values()].map((peer) => peer.person) : [person];
}

type CallAgain = Required<Pick<CallNotice, 'callAgain'>>;

const status = (text: string, again?: CallAgain): CallNotice => ({ tone: 'status', text, ...again });

function outgoingEndNotice(reason: EndReason, name: string, again: CallAgain): CallNotice | null {
  switch (reason) {
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
      return status(`${name} declined the call.`, again);
    case EndReason.BUSY:
      return status(`${name} is busy.`, again);
    case EndReason.NO_ANSWER:
    case EndReason.MISSED:
      return status(`${name} did not answer.`, again);
    case EndReason.UNAVAILABLE:
      return status(`${name} is unavailable right now.`, again);
    case EndReason.PEER_LOST:
    case EndReason.FAILED:
    case EndReason.ENDED:
    case EndReason.UNSPECIFIED:
      return { tone: 'alert', text: `The call to ${name} could not be completed.`, ...again };
    case EndReason.CANCELLED:
    case EndReason.ANSWERED_ELSEWHERE:
    case EndReason.TRANSFERRED:
    case EndReason.GLARE:
      return null;
  }
}

function incomingEndNotice(
  reason: EndReason,
  name: string,
  call: 'call' | 'group call',
  again: CallAgain,
): CallNotice | null {
  switch (reason) {
    case EndReason.ANSWERED_ELSEWHERE:
      return status('Answered on another device.');
    case EndReason.DECLINED_ELSEWHERE:
      return status('Declined on another device.');
    case EndReason.CANCELLED:
    case EndReason.MISSED:
    case EndReason.NO_ANSWER:
    case EndReason.UNAVAILABLE:
      return status(`You missed a ${call} from ${name}.`, again);
    case EndReason.ENDED:
    case EndReason.PEER_LOST:
    case EndReason.FAILED:
    case EndReason.UNSPECIFIED:
      return status(`The ${call} from ${name} is over.`, again);
    case EndReason.DECLINED:
    case EndReason.BUSY:
    case EndReason.TRANSFERRED:
    case EndReason.GLARE:
      return null;
  }
}

/** The end of a hand-off to this device that was not completed. */
function handOffEndNotice(reason: EndReason, name: string): CallNotice | null {
  switch (reason) {
    case EndReason.ENDED:
    case EndReason.CANCELLED:
    case EndReason.PEER_LOST:
    case EndReason.FAILED:
    case EndReason.UNAVAILABLE:
      return status(`The call with ${name} is over.`);
    case EndReason.MISSED: // the screen shows the call on the other device while it continues
    case EndReason.NO_ANSWER:
    case EndReason.ANSWERED_ELSEWHERE:
    case EndReason.TRANSFERRED:
    case EndReason.BUSY:
    case EndReason.UNSPECIFIED:
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
    case EndReason.GLARE:
      return null;
  }
}

function activeEndNotice(
  reason: EndReason,
  name: string,
  seconds: number | undefined,
  again: CallAgain,
): CallNotice | null {
  switch (reason) {
    case EndReason.PEER_LOST:
      return status(`The connection to ${name} was lost.`, again);
    case EndReason.ANSWERED_ELSEWHERE:
      return status('Answered on another device.');
    case EndReason.FAILED:
    case EndReason.UNAVAILABLE:
      return { tone: 'alert', text: `The call with ${name} was disconnected.`, ...again };
    case EndReason.TRANSFERRED: // the screen shows the call on the other device while it continues
    case EndReason.GLARE:
      return null;
    case EndReason.ENDED:
    case EndReason.CANCELLED:
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
    case EndReason.BUSY:
    case EndReason.NO_ANSWER:
    case EndReason.MISSED:
    case EndReason.UNSPECIFIED:
      return endedStatus(seconds);
  }
}

function outgoingGroupEndNotice(reason: EndReason, again: CallAgain): CallNotice | null {
  switch (reason) {
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
    case EndReason.BUSY:
    case EndReason.NO_ANSWER:
    case EndReason.MISSED:
    case EndReason.UNAVAILABLE:
      return status('Nobody joined the call.', again);
    case EndReason.PEER_LOST:
    case EndReason.FAILED:
    case EndReason.ENDED:
    case EndReason.UNSPECIFIED:
      return { tone: 'alert', text: 'The call could not be completed.', ...again };
    case EndReason.CANCELLED:
    case EndReason.ANSWERED_ELSEWHERE:
    case EndReason.TRANSFERRED:
    case EndReason.GLARE:
      return null;
  }
}

function groupEndNotice(reason: EndReason, seconds: number | undefined): CallNotice | null {
  switch (reason) {
    case EndReason.ANSWERED_ELSEWHERE:
      return status('Answered on another device.');
    case EndReason.FAILED:
    case EndReason.PEER_LOST:
    case EndReason.UNAVAILABLE:
      return { tone: 'alert', text: 'The call was disconnected.' };
    case EndReason.TRANSFERRED: // the screen shows the call on the other device while it continues
    case EndReason.GLARE:
      return null;
    case EndReason.ENDED:
    case EndReason.CANCELLED:
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
    case EndReason.BUSY:
    case EndReason.NO_ANSWER:
    case EndReason.MISSED:
    case EndReason.UNSPECIFIED:
      return endedStatus(seconds);
  }
}

function endedStatus(seconds: number | undefined): CallNotice {
  const text = seconds === undefined ? 'Call ended.' : `Call ended after ${durationText(seconds)}.`;
  return { ...status(text), isOrdinary: true };
}

/** 65 -> "1 minute 5 seconds". */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const part = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (minutes === 0) return part(seconds, 'second');
  return seconds % 60 === 0
    ? part(minutes, 'minute')
    : `${part(minutes, 'minute')} ${part(seconds % 60, 'second')}`;
}

/** Why a call could not be started. */
export function callErrorNotice(code: ErrorCode, peer: Person): CallNotice {
  return { tone: 'alert', text: callErrorText(code, inText(peer.name)) };
}

function callErrorText(code: ErrorCode, name: string): string {
  switch (code) {
    case ErrorCode.USER_NOT_FOUND:
      return `${name} can no longer be found.`;
    case ErrorCode.RATE_LIMITED:
      return 'Too many calls at once. Wait a moment and try again.';
    case ErrorCode.CALL_FULL:
      return 'The call is full.';
    case ErrorCode.CALL_UNAVAILABLE:
    case ErrorCode.CALL_NOT_FOUND:
    case ErrorCode.NOT_A_PARTICIPANT:
      return 'The call has already ended.';
    case ErrorCode.UNAVAILABLE:
    case ErrorCode.INTERNAL:
    case ErrorCode.ERROR_CODE_UNSPECIFIED:
      return 'Calls are not possible right now. Try again in a moment.';
    case ErrorCode.INVALID_MESSAGE:
    case ErrorCode.NOT_REGISTERED:
    case ErrorCode.INVALID_STATE:
    case ErrorCode.DEVICE_NOT_FOUND:
    case ErrorCode.TOO_MANY_DEVICES:
    case ErrorCode.PAYLOAD_TOO_LARGE:
      return 'The call could not be started.';
  }
}

/** Why people could not be invited into the call. */
export function inviteErrorNotice(code: ErrorCode): CallNotice {
  return { tone: 'alert', text: inviteErrorText(code) };
}

function inviteErrorText(code: ErrorCode): string {
  switch (code) {
    case ErrorCode.CALL_FULL:
      return 'The call is full. Nobody more can be invited.';
    case ErrorCode.USER_NOT_FOUND:
      return 'One of these people can no longer be found.';
    case ErrorCode.RATE_LIMITED:
      return 'Too many invitations at once. Wait a moment and try again.';
    default:
      return 'They could not be invited. Try again in a moment.';
  }
}

/** Why this user could not join a group call. `others`: how many people are in it. */
export function joinErrorNotice(code: ErrorCode, others: number): CallNotice {
  if (code !== ErrorCode.CALL_FULL) return { tone: 'status', text: 'The call is already over.' };
  const text =
    others <= MAX_WITHOUT_SERVER
      ? `The call can have only ${MAX_WITHOUT_SERVER} people right now, because no media server is available. Try again later.`
      : 'The call is full.';
  return { tone: 'alert', text };
}

/** As many people can be in a call while the server has no media server. */
const MAX_WITHOUT_SERVER = 4;

/** Used like the name of a DOMException: the device exists, but the system has muted it. */
export const SYSTEM_MUTED = 'SystemMuted';

type CaptureKind = 'audio' | 'video';

const DEVICE_NAMES: Record<CaptureKind, 'microphone' | 'camera'> = { audio: 'microphone', video: 'camera' };

export function deviceLostText(kind: CaptureKind): string {
  return `The ${DEVICE_NAMES[kind]} was disconnected.`;
}

export function deviceReplacedText(kind: CaptureKind, label: string): string {
  return `The ${DEVICE_NAMES[kind]} was disconnected. Visavis now uses ${label || 'another device'}.`;
}

/** Why a microphone or a camera is not available. `name` is the name of the DOMException. */
export function captureErrorText(name: string, kind: CaptureKind): string {
  const what = DEVICE_NAMES[kind];
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return `Your browser does not let Visavis use the ${what}. Allow it in the address bar, then turn it on here.`;
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${what} was found.`;
    case SYSTEM_MUTED:
      return `The ${what} is muted by your system or by a switch on it.`;
    case 'NotReadableError':
    case 'AbortError':
      return `The ${what} is in use by another program.`;
    default:
      return `The ${what} could not be started.`;
  }
}

export const HAND_OFF_FAILED: CallNotice = {
  tone: 'status',
  text: 'The call could not be moved here. It continues on your other device.',
};

/** Why a call was not moved to the user's other device; it continues on this one. */
export function handOffErrorText(code: ErrorCode): string {
  switch (code) {
    case ErrorCode.DEVICE_NOT_FOUND:
      return 'That device is offline now. Your call continues here.';
    case ErrorCode.INVALID_STATE:
      return 'The call is already being moved.';
    default:
      return 'The call could not be moved. It continues here.';
  }
}
