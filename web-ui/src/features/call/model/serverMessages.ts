import type { Call } from '../../../gen/visavis/v1/common_pb';
import {
  CallKind,
  CallState,
  CallType,
  DeviceRole,
  EndReason,
  Topology,
} from '../../../gen/visavis/v1/common_pb';
import type { CallEnded, MediaState, Ring, SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { CallMedia } from '../../../lib/person';
import { endCurrentCall, endRing, leaveOnOtherDevice, withEndedCall } from './callEnd';
import { abortHandOff } from './handOff';
import type * as media from './media';
import type { CallModel, CallPhase, CallOnOtherDevice, Ringing } from './model';
import { callIdOf } from './model';
import type { MediaFlags, Peers } from './peers';
import { firstPeer, ownJoinedAt, peersOf, toPerson, withJoined, withMedia } from './peers';
import { endNotice } from './text';

/** At most this many calls wait on the screen. */
const MAX_WAITING_CALLS = 3;

/** The part of the reducer for the server's messages. The session handles errors, because they need effects too. */
export function applyServerMessage(model: CallModel, message: SignalingMessage, now: number): CallModel {
  const callId = message.callId ?? '';
  const { body } = message;
  switch (body.case) {
    case 'registered':
      return body.value.calls.reduce<CallModel>((next, call) => callState(next, call, now), {
        ...model,
        me: body.value.userId,
        callOnOtherDevice: null,
      });
    case 'callInitiated':
      return initiated(model, callId, message.idempotencyKey);
    case 'ring':
      return addRing(model, callId, body.value);
    case 'ringing':
      return alerting(model, callId);
    case 'callAnswered':
      return answered(model, callId, body.value.by?.userId, now);
    case 'callState':
      return callState(model, body.value, now);
    case 'mediaState':
      return mediaState(model, callId, body.value);
    case 'speakers':
      return callIdOf(model.phase) === callId ? { ...model, speakers: body.value.userIds } : model;
    case 'callElsewhere':
      return applyCallElsewhere(model, callId, body.value.state);
    case 'transferEnded':
      return abortHandOff(model, callId, body.value.toDeviceId, null);
    case 'callEnded':
      return applyCallEnded(model, callId, body.value, now);
    default:
      return model; // signals, which the media links handle
  }
}

function initiated(model: CallModel, callId: string, key: string | undefined): CallModel {
  const { phase } = model;
  if (phase.kind !== 'outgoing' || phase.callId !== null || phase.key !== key) return model;
  return { ...model, phase: { ...phase, callId } };
}

function addRing(model: CallModel, callId: string, ring: Ring): CallModel {
  const known = callIdOf(model.phase) === callId || model.waiting.some((other) => other.callId === callId);
  if (known || !ring.caller) return model;
  const ringing: Ringing = {
    callId,
    caller: toPerson(ring.caller),
    media: mediaOf(ring.callType),
    peers: peersOf(ring.participants, model.me),
    inviter: ring.inviter ? toPerson(ring.inviter) : null,
    callWaiting: ring.callWaiting,
    transfer: ring.transfer,
  };
  if (model.phase.kind === 'idle') {
    return { ...model, phase: { kind: 'incoming', ring: ringing }, notice: null };
  }
  return { ...model, waiting: [...model.waiting, ringing].slice(0, MAX_WAITING_CALLS) };
}

function alerting(model: CallModel, callId: string): CallModel {
  const { phase } = model;
  if (phase.kind !== 'outgoing' || (phase.callId !== null && phase.callId !== callId)) return model;
  return { ...model, phase: { ...phase, callId, alerting: true } };
}

function answered(model: CallModel, callId: string, by: string | undefined, now: number): CallModel {
  const { phase } = model;
  if (phase.kind !== 'outgoing' || (phase.callId !== null && phase.callId !== callId)) return model;
  const peers = withJoined(phase.peers, by ?? firstPeer(phase.peers).person.id);
  return { ...model, phase: activeFrom({ ...phase, peers }, callId, true, now) };
}

/** The server's state of a call. Drops a state that is older than the known one. */
function callState(model: CallModel, call: Call, now: number): CallModel {
  if (isFinal(call.state)) return endFromState(model, call, now);
  const peers = peersOf(call.participants, model.me);
  if (peers.size === 0) return model;
  const { phase } = model;
  if (call.callId !== callIdOf(phase)) return unknownCall(model, call, peers, now);
  if (phase.kind === 'outgoing' && phase.isGroup && call.state === CallState.RINGING)
    return { ...model, phase: { ...phase, peers } };
  if (call.state !== CallState.CONNECTED || call.thisDevice !== DeviceRole.JOINED) return model;
  if (phase.kind !== 'active') {
    if (phase.kind !== 'outgoing' && phase.kind !== 'joining') return model;
    const isInitiator = call.initiatorId === model.me;
    return callState({ ...model, phase: activeFrom(phase, call.callId, isInitiator, now) }, call, now);
  }
  if (call.version < phase.version) return model;
  const next: CallPhase = {
    ...phase,
    version: call.version,
    peers,
    isGroup: call.kind === CallKind.GROUP,
    topology: topologyOf(call.topology),
    room: call.room?.generation ?? null,
    joinedAt: ownJoinedAt(call.participants, model.me),
    handRaised: call.participants.some(({ userId, hand }) => userId === model.me && hand),
  };
  return { ...model, phase: next };
}

/** A call that the screen does not show: from before a reload, or on another device of the user. */
function unknownCall(model: CallModel, call: Call, peers: Peers, now: number): CallModel {
  const about = {
    callId: call.callId,
    peers,
    media: mediaOf(call.callType),
    isGroup: call.kind === CallKind.GROUP,
    isInitiator: call.initiatorId === model.me,
  };
  if (call.thisDevice === DeviceRole.OBSERVER && call.state === CallState.CONNECTED) {
    return { ...model, callOnOtherDevice: about };
  }
  if (call.thisDevice !== DeviceRole.JOINED || model.phase.kind !== 'idle') return model;
  if (call.state === CallState.CONNECTED) {
    const phase = activeFrom(about, call.callId, about.isInitiator, startedAt(call, now));
    return callState({ ...model, phase }, call, now);
  }
  return { ...model, phase: { kind: 'outgoing', key: '', alerting: true, noAnswerYet: false, ...about } };
}

function endFromState(model: CallModel, call: Call, now: number): CallModel {
  const seconds =
    call.connectedAt && call.endedAt ? Number(call.endedAt.seconds - call.connectedAt.seconds) : undefined;
  return endCall(forgetOtherDevice(model, call.callId), call.callId, call.endReason, now, seconds);
}

function applyCallEnded(model: CallModel, callId: string, end: CallEnded, now: number): CallModel {
  // Glare: the session answers the surviving call. Nothing changes on the screen until then.
  if (end.reason === EndReason.GLARE && end.continuesAs && callIdOf(model.phase) === callId) return model;
  return endCall(model, callId, end.reason, now, end.durationSeconds);
}

function endCall(
  model: CallModel,
  callId: string,
  reason: EndReason,
  now: number,
  seconds?: number,
): CallModel {
  const { phase } = model;
  if (callIdOf(phase) !== callId) return endRing(model, callId, reason);
  const moved = phase.kind === 'active' && reason === EndReason.TRANSFERRED;
  const stayed = phase.kind === 'joining' && phase.viaHandOff && !endsOnAllDevices(reason);
  const notice = endNotice(reason, model, seconds);
  if (moved || stayed) return leaveOnOtherDevice(model, notice);
  return endCurrentCall(model, callId, withEndedCall(notice, model, now));
}

function mediaState(model: CallModel, callId: string, flags: MediaState): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.callId !== callId) return model;
  const peers = withMedia(phase.peers, flags.from ?? firstPeer(phase.peers).person.id, flags);
  return { ...model, phase: { ...phase, peers } };
}

function applyCallElsewhere(model: CallModel, callId: string, state: CallState): CallModel {
  if (state !== CallState.CONNECTED) return forgetOtherDevice(model, callId);
  if (callIdOf(model.phase) === callId || model.callOnOtherDevice?.callId === callId) return model;
  // The session asks the server for the rest.
  const known: CallOnOtherDevice = {
    callId,
    peers: new Map(),
    media: 'video',
    isGroup: false,
    isInitiator: false,
  };
  return { ...model, callOnOtherDevice: known };
}

/** The call is no longer on another device. */
function forgetOtherDevice(model: CallModel, callId: string): CallModel {
  return model.callOnOtherDevice?.callId === callId ? { ...model, callOnOtherDevice: null } : model;
}

function activeFrom(
  { peers, media, isGroup }: { peers: Peers; media: CallMedia; isGroup: boolean },
  callId: string,
  isInitiator: boolean,
  since: number,
): CallPhase {
  return {
    kind: 'active',
    callId,
    version: 0,
    peers,
    media,
    isGroup,
    topology: isGroup ? 'mesh' : 'p2p',
    room: null,
    joinedAt: null,
    isInitiator,
    since,
    handRaised: false,
    problem: null,
    handOff: null,
  };
}

/** What this user sends, on any device. */
export function ownMediaFlags(call: Call, me: string | null): MediaFlags {
  const own = call.participants.find(({ userId }) => userId === me);
  if (!own) return { audio: true, video: false, screen: false }; // the camera is turned on only by the user
  return { audio: own.audio, video: own.video, screen: own.screen };
}

/** Whether the state is final. */
function isFinal(state: CallState): boolean {
  switch (state) {
    case CallState.ENDED:
    case CallState.MISSED:
    case CallState.DECLINED:
    case CallState.CANCELLED:
      return true;
    case CallState.UNSPECIFIED:
    case CallState.RINGING:
    case CallState.CONNECTED:
      return false;
  }
}

/** Whether a call that was being handed off to this device has ended on all devices of the user. */
function endsOnAllDevices(reason: EndReason): boolean {
  switch (reason) {
    case EndReason.ENDED:
    case EndReason.CANCELLED:
    case EndReason.PEER_LOST:
    case EndReason.FAILED:
    case EndReason.GLARE:
      return true;
    case EndReason.UNSPECIFIED:
    case EndReason.DECLINED:
    case EndReason.DECLINED_ELSEWHERE:
    case EndReason.BUSY:
    case EndReason.ANSWERED_ELSEWHERE:
    case EndReason.NO_ANSWER:
    case EndReason.MISSED:
    case EndReason.UNAVAILABLE:
    case EndReason.TRANSFERRED:
      return false;
  }
}

function startedAt(call: Call, now: number): number {
  return call.connectedAt ? Math.min(now, Number(call.connectedAt.seconds) * 1000) : now;
}

function topologyOf(topology: Topology): media.Topology {
  switch (topology) {
    case Topology.MESH:
      return 'mesh';
    case Topology.SFU:
      return 'sfu';
    case Topology.P2P:
    case Topology.UNSPECIFIED:
      return 'p2p';
  }
}

function mediaOf(type: CallType): CallMedia {
  return type === CallType.AUDIO ? 'audio' : 'video';
}
