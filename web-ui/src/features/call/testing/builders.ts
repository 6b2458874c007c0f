import type { MessageInitShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { Call, EndReason, ErrorCode } from '../../../gen/visavis/v1/common_pb';
import {
  CallKind,
  CallSchema,
  CallState,
  CallType,
  DeviceRole,
  ParticipantState,
  Topology,
} from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../../gen/visavis/v1/signaling_pb';

export const BOB = { id: 'bob', name: 'Bob' };

export function message(init: MessageInitShape<typeof SignalingMessageSchema>): SignalingMessage {
  return create(SignalingMessageSchema, init);
}

export function registered(calls: Call[] = [], userId = 'alice'): SignalingMessage {
  return message({
    body: {
      case: 'registered',
      value: { deviceId: 'd', userId, gatewayId: 'gateway-0', serverTime: timestampFromMs(0), calls },
    },
  });
}

export function callInitiated(
  callId: string,
  idempotencyKey: string,
  state = CallState.RINGING,
): SignalingMessage {
  return message({
    callId,
    idempotencyKey,
    body: { case: 'callInitiated', value: { state, ringingDevices: 1 } },
  });
}

export function ring(
  callId: string,
  caller = BOB,
  callType = CallType.VIDEO,
  transfer = false,
): SignalingMessage {
  return message({
    callId,
    body: { case: 'ring', value: { caller, callType, expiresInMs: 30_000, transfer } },
  });
}

/** Another device of Alice offers its call with Bob to this device. */
export function transferRing(callId: string): SignalingMessage {
  return ring(callId, BOB, CallType.VIDEO, true);
}

export function callElsewhere(callId: string, state: CallState): SignalingMessage {
  return message({ callId, body: { case: 'callElsewhere', value: { state } } });
}

export function transferEnded(callId: string, toDeviceId: string, reason: EndReason): SignalingMessage {
  return message({ callId, body: { case: 'transferEnded', value: { toDeviceId, reason } } });
}

/** Bob's call has moved to another device; without `sdp`, the hand-off was undone. */
export function participantMoved(callId: string, sdp?: string, id?: string): SignalingMessage {
  return message({
    callId,
    ...(id === undefined ? {} : { id }),
    body: {
      case: 'participantMoved',
      value: { userId: 'bob', ...(sdp === undefined ? {} : { sdp: { type: 'offer', sdp } }) },
    },
  });
}

export function callAnswered(callId: string, sdp = offerSdp('far')): SignalingMessage {
  return message({
    callId,
    body: { case: 'callAnswered', value: { by: { userId: 'bob' }, sdp: { type: 'offer', sdp } } },
  });
}

export function callEnded(callId: string, reason: EndReason, continuesAs?: string): SignalingMessage {
  return message({
    callId,
    body: {
      case: 'callEnded',
      value: { reason, endedAt: timestampFromMs(0), ...(continuesAs === undefined ? {} : { continuesAs }) },
    },
  });
}

/** Alice's call with Bob, as Alice's device receives it. */
export function call(callId: string, changes: MessageInitShape<typeof CallSchema> = {}): Call {
  return create(CallSchema, {
    callId,
    version: 3,
    callType: CallType.VIDEO,
    state: CallState.CONNECTED,
    initiatorId: 'alice',
    createdAt: timestampFromMs(0),
    connectedAt: timestampFromMs(0),
    thisDevice: DeviceRole.JOINED,
    participants: [
      { userId: 'alice', name: 'Alice', state: ParticipantState.JOINED, audio: true, video: true },
      { userId: 'bob', name: 'Bob', state: ParticipantState.JOINED, audio: true, video: true },
    ],
    ...changes,
  });
}

export function callState(value: Call): SignalingMessage {
  return message({ callId: value.callId, body: { case: 'callState', value } });
}

/** The description of a connection; its name is also the ICE user name fragment. */
export function offerSdp(connection: string): string {
  return `v=0\r\no=- ${connection} 1 IN IP4 127.0.0.1\r\na=ice-ufrag:${connection}\r\n`;
}

/** The description of a connection with these sections. */
export function sectionsSdp(connection: string, sections: Record<string, 'audio' | 'video'>): string {
  const lines = Object.entries(sections).map(
    ([mid, kind]) => `m=${kind} 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:${mid}\r\n`,
  );
  return offerSdp(connection) + lines.join('');
}

/** A group call of Alice with these people, who have joined in this order; Alice was the first. */
export function groupCall(
  others: readonly string[],
  changes: MessageInitShape<typeof CallSchema> = {},
  ownPlace = 0,
): Call {
  const ids = [...others];
  ids.splice(ownPlace, 0, 'alice');
  return call('c1', {
    kind: CallKind.GROUP,
    topology: ids.length < 3 ? Topology.P2P : Topology.MESH,
    participants: ids.map((userId, index) => ({
      userId,
      name: userId,
      state: ParticipantState.JOINED,
      audio: true,
      video: true,
      joinedAt: timestampFromMs(1000 * (index + 1)),
    })),
    ...changes,
  });
}

/** A group call rings for Alice; these people are in it already. */
export function groupRing(others: readonly string[]): SignalingMessage {
  const { participants } = groupCall(others, {}, others.length);
  const caller = { id: others[0] ?? '', name: others[0] ?? '' };
  return message({
    callId: 'c1',
    body: { case: 'ring', value: { caller, callType: CallType.VIDEO, expiresInMs: 30_000, participants } },
  });
}

/** A message of the media server. */
export function fromSfu(
  kind: 'offer' | 'answer',
  stream: 'publish' | 'subscribe',
  sdp: string,
  generation = 1,
): SignalingMessage {
  return message({
    callId: 'c1',
    body: { case: kind, value: { sdp: { type: kind, sdp }, from: 'sfu', stream, generation } },
  });
}

export function tracks(
  assigned: readonly [mid: string, userId: string, kind: 'microphone' | 'camera' | 'screen'][],
  generation = 1,
): SignalingMessage {
  const value = { generation, tracks: assigned.map(([mid, userId, kind]) => ({ mid, userId, kind })) };
  return message({ callId: 'c1', body: { case: 'tracks', value } });
}

/** This peer's answer. */
export function answerFrom(from: string, sdp: string): SignalingMessage {
  return message({ callId: 'c1', body: { case: 'answer', value: { sdp: { type: 'answer', sdp }, from } } });
}

/** An offer of this peer. */
export function offerFrom(from: string, sdp: string): SignalingMessage {
  return message({ callId: 'c1', body: { case: 'offer', value: { sdp: { type: 'offer', sdp }, from } } });
}

export function offer(callId: string, sdp: string, id?: string): SignalingMessage {
  return message({
    callId,
    ...(id === undefined ? {} : { id }),
    body: { case: 'offer', value: { sdp: { type: 'offer', sdp }, from: 'bob' } },
  });
}

export function answer(callId: string, sdp: string): SignalingMessage {
  return message({ callId, body: { case: 'answer', value: { sdp: { type: 'answer', sdp }, from: 'bob' } } });
}

export function candidate(callId: string, usernameFragment: string): SignalingMessage {
  return message({
    callId,
    body: {
      case: 'iceCandidate',
      value: { from: 'bob', candidate: { candidate: 'candidate:1', sdpMid: '0', usernameFragment } },
    },
  });
}

export function error(
  code: ErrorCode,
  requestId: string,
  retryAfterMs?: number,
  callId?: string,
): SignalingMessage {
  return message({
    requestId,
    ...(callId === undefined ? {} : { callId }),
    body: {
      case: 'error',
      value: { code, message: 'no', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    },
  });
}
