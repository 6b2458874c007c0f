import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { CallType, DeclineReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { LinkQualitySchema } from '../../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../../gen/visavis/v1/signaling_pb';
import type { CallMedia } from '../../../lib/person';
import type { FarEnd, UserId } from './peers';

type Body = NonNullable<MessageInitShape<typeof SignalingMessageSchema>['body']>;

/** A message of the negotiation with a far end. A null candidate is the end of candidates. */
export type Signal =
  | { kind: 'offer' | 'answer'; sdp: { type: string; sdp: string } }
  | { kind: 'candidate'; candidate: RTCIceCandidateInit | null };

/** The first part of a request id. Repetitions of a command have the same request id. */
export type CommandName =
  'initiate_call' | 'answer_call' | 'decline_call' | 'end_call' | 'transfer_call' | 'sync' | 'quality';

export function requestId(name: CommandName, id: string): string {
  return `${name}:${id}`;
}

/** The inverse of `requestId`. */
export function parseRequestId(text: string | undefined): { name: string; id: string } {
  const [name = '', id = ''] = text?.split(':', 2) ?? [];
  return { name, id };
}

export function initiateCall(key: string, calleeId: string, media: CallMedia): SignalingMessage {
  const callType = media === 'video' ? CallType.VIDEO : CallType.AUDIO;
  return create(SignalingMessageSchema, {
    idempotencyKey: key,
    requestId: requestId('initiate_call', key),
    body: { case: 'initiateCall', value: { calleeId, callType } },
  });
}

export function answerCall(callId: string, sdp: { type: string; sdp: string }): SignalingMessage {
  return command('answer_call', callId, { case: 'answerCall', value: { sdp } });
}

export function declineCall(callId: string): SignalingMessage {
  return command('decline_call', callId, { case: 'declineCall', value: { reason: DeclineReason.DECLINED } });
}

export function endCall(callId: string): SignalingMessage {
  return command('end_call', callId, { case: 'endCall', value: {} });
}

export function transferCall(callId: string, toDeviceId: string): SignalingMessage {
  return command('transfer_call', callId, { case: 'transferCall', value: { toDeviceId } });
}

export function sync(callId: string): SignalingMessage {
  return command('sync', callId, { case: 'sync', value: {} });
}

export function ringing(callId: string): SignalingMessage {
  return create(SignalingMessageSchema, { callId, body: { case: 'ringing', value: {} } });
}

export function mediaState(callId: string, audio: boolean, video: boolean): SignalingMessage {
  return create(SignalingMessageSchema, {
    callId,
    body: { case: 'mediaState', value: { audio, video } },
  });
}

/** Raises or lowers this user's hand. The sent media do not change. */
export function raiseHand(callId: string, hand: boolean): SignalingMessage {
  return create(SignalingMessageSchema, { callId, body: { case: 'mediaState', value: { hand } } });
}

/** Tells the peer that this page is being closed or reloaded; relayed as docs/protocol.md describes for `e2ee`. */
export function goodbye(callId: string, to: UserId): SignalingMessage {
  return create(SignalingMessageSchema, { callId, body: { case: 'e2ee', value: { data: GOODBYE, to } } });
}

export function isGoodbye({ body }: SignalingMessage): boolean {
  return body.case === 'e2ee' && body.value.data?.['visavis'] === GOODBYE.visavis;
}

const GOODBYE = { visavis: 'goodbye' };

/** A report about the media that this device receives. */
export function quality(
  callId: string,
  periodMs: number,
  final: boolean,
  links: MessageInitShape<typeof LinkQualitySchema>[],
): SignalingMessage {
  return command('quality', callId, { case: 'quality', value: { periodMs, final, links } });
}

/** A signal for a far end. */
export function negotiation(callId: string, to: FarEnd, signal: Signal): SignalingMessage {
  switch (signal.kind) {
    case 'offer':
    case 'answer':
      return create(SignalingMessageSchema, {
        callId,
        body: { case: signal.kind, value: { sdp: signal.sdp, to } },
      });
    case 'candidate':
      return create(SignalingMessageSchema, {
        callId,
        body: {
          case: 'iceCandidate',
          value: signal.candidate ? { candidate: fromInit(signal.candidate), to } : { to },
        },
      });
  }
}

function fromInit({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidateInit) {
  return {
    candidate: candidate ?? '',
    ...(sdpMid == null ? {} : { sdpMid }),
    ...(sdpMLineIndex == null ? {} : { sdpMLineIndex }),
    ...(usernameFragment == null ? {} : { usernameFragment }),
  };
}

function command(name: CommandName, callId: string, body: Body): SignalingMessage {
  return create(SignalingMessageSchema, { callId, requestId: requestId(name, callId), body });
}
