import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { CallType, DeclineReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { LinkQualitySchema } from '../../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../../gen/visavis/v1/signaling_pb';
import type { CallMedia } from '../../../lib/person';
import type { FarEnd, MediaFlags, UserId } from './peers';
import { SFU } from './peers';

type Body = NonNullable<MessageInitShape<typeof SignalingMessageSchema>['body']>;

/** A message of the negotiation with a far end. A null candidate is the end of candidates. */
export type Signal =
  | { kind: 'offer' | 'answer'; sdp: { type: string; sdp: string } }
  | { kind: 'candidate'; candidate: RTCIceCandidateInit | null };

/** The first part of a request id. Repetitions of a command have the same request id. */
export type CommandName =
  | 'initiate_call'
  | 'answer_call'
  | 'decline_call'
  | 'end_call'
  | 'transfer_call'
  | 'invite'
  | 'join_call'
  | 'sync'
  | 'quality';

export function requestId(name: CommandName, id: string): string {
  return `${name}:${id}`;
}

/** The inverse of `requestId`. */
export function parseRequestId(text: string | undefined): { name: string; id: string } {
  const [name = '', id = ''] = text?.split(':', 2) ?? [];
  return { name, id };
}

/** Calls one person, or several people at once. */
export function initiateCall(key: string, callees: readonly UserId[], media: CallMedia): SignalingMessage {
  const callType = media === 'video' ? CallType.VIDEO : CallType.AUDIO;
  const [calleeId] = callees;
  return create(SignalingMessageSchema, {
    idempotencyKey: key,
    requestId: requestId('initiate_call', key),
    body: {
      case: 'initiateCall',
      value:
        calleeId !== undefined && callees.length === 1
          ? { calleeId, callType }
          : { calleeIds: [...callees], callType },
    },
  });
}

/** In a group there is no `sdp`, because each participant gets an offer of its own. */
export function answerCall(callId: string, sdp?: { type: string; sdp: string }): SignalingMessage {
  return command('answer_call', callId, { case: 'answerCall', value: sdp ? { sdp } : {} });
}

/** Rings more people into the call. `key` names this invitation. */
export function invite(callId: string, userIds: readonly UserId[], key: string): SignalingMessage {
  return create(SignalingMessageSchema, {
    callId,
    requestId: requestId('invite', key),
    body: { case: 'invite', value: { userIds: [...userIds] } },
  });
}

/** Joins a live group call, or comes back to it. */
export function joinCall(callId: string): SignalingMessage {
  return command('join_call', callId, { case: 'joinCall', value: {} });
}

export function declineCall(callId: string): SignalingMessage {
  return command('decline_call', callId, { case: 'declineCall', value: { reason: DeclineReason.DECLINED } });
}

/** Ends a 1:1 call. In a group this user leaves; only its initiator can end it for everyone. */
export function endCall(callId: string, forEveryone = false): SignalingMessage {
  return command('end_call', callId, { case: 'endCall', value: forEveryone ? { forEveryone } : {} });
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

/** What this device sends from now on. */
export function mediaState(callId: string, { audio, video, screen }: MediaFlags): SignalingMessage {
  return create(SignalingMessageSchema, {
    callId,
    body: { case: 'mediaState', value: { audio, video, screen } },
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

/** Tells a peer that its media arrives through the media server, so that the direct connection may end. */
export function movedToSfu(callId: string, to: UserId): SignalingMessage {
  return create(SignalingMessageSchema, {
    callId,
    body: { case: 'e2ee', value: { data: MOVED_TO_SFU, to } },
  });
}

export function isMovedToSfu({ body }: SignalingMessage): boolean {
  return body.case === 'e2ee' && body.value.data?.['visavis'] === MOVED_TO_SFU.visavis;
}

const MOVED_TO_SFU = { visavis: 'moved_to_sfu' };

/** A report about the media that this device receives. */
export function quality(
  callId: string,
  periodMs: number,
  final: boolean,
  links: MessageInitShape<typeof LinkQualitySchema>[],
): SignalingMessage {
  return command('quality', callId, { case: 'quality', value: { periodMs, final, links } });
}

/** Which of the two connections to the media server a signal belongs to. */
export type SfuStream = 'publish' | 'subscribe';

/** A signal for a peer. */
export function negotiation(callId: string, to: UserId, signal: Signal): SignalingMessage {
  return toFarEnd(callId, signal, { to });
}

/** A signal for the media server. A signal of an older room is refused. */
export function sfuNegotiation(
  callId: string,
  stream: SfuStream,
  generation: number,
  signal: Signal,
): SignalingMessage {
  return toFarEnd(callId, signal, { to: SFU, stream, generation });
}

function toFarEnd(
  callId: string,
  signal: Signal,
  address: { to: FarEnd; stream?: SfuStream; generation?: number },
): SignalingMessage {
  switch (signal.kind) {
    case 'offer':
    case 'answer':
      return create(SignalingMessageSchema, {
        callId,
        body: { case: signal.kind, value: { sdp: signal.sdp, ...address } },
      });
    case 'candidate':
      return create(SignalingMessageSchema, {
        callId,
        body: {
          case: 'iceCandidate',
          value: signal.candidate ? { candidate: fromInit(signal.candidate), ...address } : address,
        },
      });
  }
}

/** A picture that this device shows, and its height in physical pixels; 0 pauses it. */
export interface ShownTile {
  readonly userId: UserId;
  readonly kind: 'camera' | 'screen';
  readonly height: number;
}

/** The pictures that the media server should send. */
export function view(callId: string, generation: number, tiles: readonly ShownTile[]): SignalingMessage {
  return create(SignalingMessageSchema, {
    callId,
    body: { case: 'view', value: { generation, tiles: tiles.map((tile) => ({ ...tile })) } },
  });
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
