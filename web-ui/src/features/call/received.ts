import type { Call, UserInfo } from '../../gen/visavis/v1/common_pb';
import { CallState, CallType, DeviceRole, EndReason, ParticipantState } from '../../gen/visavis/v1/common_pb';
import type { CallEnded, MediaState, Ring, SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../lib/person';
import { finish, missRing, stayElsewhere } from './endings';
import { dropHandOff } from './handOff';
import type { CallModel, CallPhase, Elsewhere, MediaFlags, Ringing } from './model';
import { callIdOf } from './model';
import { endNotice } from './words';

/** More calls than this do not ring at once on one screen. */
const WAITING_AT_MOST = 3;

/** The part of the reducer that follows the server. Errors need effects too, so the session takes them. */
export function received(model: CallModel, message: SignalingMessage, now: number): CallModel {
  const callId = message.callId ?? '';
  const { body } = message;
  switch (body.case) {
    case 'registered':
      return body.value.calls.reduce<CallModel>((next, call) => callState(next, call, now), {
        ...model,
        me: body.value.userId,
        elsewhere: null,
      });
    case 'callInitiated':
      return initiated(model, callId, message.idempotencyKey);
    case 'ring':
      return rings(model, callId, body.value);
    case 'ringing':
      return alerting(model, callId);
    case 'callAnswered':
      return answered(model, callId, now);
    case 'callState':
      return callState(model, body.value, now);
    case 'mediaState':
      return mediaState(model, callId, body.value);
    case 'callElsewhere':
      return elsewhere(model, callId, body.value.state);
    case 'transferEnded':
      return dropHandOff(model, callId, body.value.toDeviceId, null);
    case 'callEnded':
      return ended(model, callId, body.value);
    default:
      return model; // negotiation, which the peer link takes
  }
}

function initiated(model: CallModel, callId: string, key: string | undefined): CallModel {
  const { phase } = model;
  if (phase.kind !== 'dialing' || phase.callId !== null || phase.key !== key) return model;
  return { ...model, phase: { ...phase, callId } };
}

function rings(model: CallModel, callId: string, ring: Ring): CallModel {
  const known = callIdOf(model.phase) === callId || model.waiting.some((other) => other.callId === callId);
  if (known || !ring.caller) return model;
  const ringing: Ringing = {
    callId,
    caller: person(ring.caller),
    media: mediaOf(ring.callType),
    callWaiting: ring.callWaiting,
    transfer: ring.transfer,
  };
  if (model.phase.kind === 'idle') {
    return { ...model, phase: { kind: 'incoming', ring: ringing }, notice: null };
  }
  return { ...model, waiting: [...model.waiting, ringing].slice(0, WAITING_AT_MOST) };
}

function alerting(model: CallModel, callId: string): CallModel {
  const { phase } = model;
  if (phase.kind !== 'dialing' || (phase.callId !== null && phase.callId !== callId)) return model;
  return { ...model, phase: { ...phase, callId, alerting: true } };
}

function answered(model: CallModel, callId: string, now: number): CallModel {
  const { phase } = model;
  if (phase.kind !== 'dialing' || (phase.callId !== null && phase.callId !== callId)) return model;
  return { ...model, phase: activeFrom(phase, callId, true, now) };
}

/** The server's word on a call; older words than the one that is known are dropped. */
function callState(model: CallModel, call: Call, now: number): CallModel {
  if (isOver(call.state)) return over(model, call);
  const other = call.participants.find((participant) => participant.userId !== model.me);
  if (!other) return model;
  const { phase } = model;
  if (call.callId !== callIdOf(phase)) {
    return unknownCall(model, call, person({ ...other, id: other.userId }), now);
  }
  if (call.state !== CallState.CONNECTED || call.thisDevice !== DeviceRole.JOINED) return model;
  if (phase.kind !== 'active') {
    if (phase.kind !== 'dialing' && phase.kind !== 'joining') return model;
    const outgoing = call.initiatorId === model.me;
    return callState({ ...model, phase: activeFrom(phase, call.callId, outgoing, now) }, call, now);
  }
  if (call.version < phase.version) return model;
  return {
    ...model,
    phase: {
      ...phase,
      version: call.version,
      remote: { audio: other.audio, video: other.video },
      peerAway: other.state === ParticipantState.RECONNECTING,
    },
  };
}

/** A call that this screen does not show: one from before a reload, or one that another device of the user has. */
function unknownCall(model: CallModel, call: Call, peer: Person, now: number): CallModel {
  const about = {
    callId: call.callId,
    peer,
    media: mediaOf(call.callType),
    outgoing: call.initiatorId === model.me,
  };
  if (call.thisDevice === DeviceRole.OBSERVER && call.state === CallState.CONNECTED) {
    return { ...model, elsewhere: about };
  }
  if (call.thisDevice !== DeviceRole.JOINED || model.phase.kind !== 'idle') return model;
  if (call.state === CallState.CONNECTED) {
    const phase = activeFrom(about, call.callId, about.outgoing, startedAt(call, now));
    return callState({ ...model, phase }, call, now);
  }
  return { ...model, phase: { kind: 'dialing', key: '', alerting: true, ...about } };
}

function over(model: CallModel, call: Call): CallModel {
  const seconds =
    call.connectedAt && call.endedAt ? Number(call.endedAt.seconds - call.connectedAt.seconds) : undefined;
  return close(forget(model, call.callId), call.callId, call.endReason, seconds);
}

function ended(model: CallModel, callId: string, end: CallEnded): CallModel {
  // Glare: the two calls become one. The session answers the other call; until then nothing changes on the screen.
  if (end.reason === EndReason.GLARE && end.continuesAs && callIdOf(model.phase) === callId) return model;
  return close(model, callId, end.reason, end.durationSeconds);
}

function close(model: CallModel, callId: string, reason: EndReason, seconds?: number): CallModel {
  const { phase } = model;
  if (callIdOf(phase) !== callId) return missRing(model, callId, reason);
  const moved = phase.kind === 'active' && reason === EndReason.TRANSFERRED;
  const stayed = phase.kind === 'joining' && phase.moves && !isEndOfAll(reason);
  if (moved || stayed) return stayElsewhere(model, endNotice(reason, phase, seconds));
  return finish(model, callId, endNotice(reason, model.phase, seconds));
}

function mediaState(model: CallModel, callId: string, flags: MediaState): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.callId !== callId) return model;
  const { audio = phase.remote.audio, video = phase.remote.video } = flags;
  return { ...model, phase: { ...phase, remote: { audio, video } } };
}

function elsewhere(model: CallModel, callId: string, state: CallState): CallModel {
  if (state !== CallState.CONNECTED) return forget(model, callId);
  if (callIdOf(model.phase) === callId || model.elsewhere?.callId === callId) return model;
  const known: Elsewhere = { callId, peer: null, media: 'video', outgoing: false }; // the session asks who it is with
  return { ...model, elsewhere: known };
}

/** No other device has this call any more. */
function forget(model: CallModel, callId: string): CallModel {
  return model.elsewhere?.callId === callId ? { ...model, elsewhere: null } : model;
}

function activeFrom(
  { peer, media }: { peer: Person; media: CallMedia },
  callId: string,
  outgoing: boolean,
  since: number,
): CallPhase {
  const remote = { audio: true, video: media === 'video' };
  return {
    kind: 'active',
    callId,
    version: 0,
    peer,
    media,
    outgoing,
    since,
    link: 'connecting',
    remote,
    peerAway: false,
    trouble: null,
    handOff: null,
  };
}

/** What this user sends, from whichever device. */
export function ownFlags(call: Call, me: string | null): MediaFlags {
  const own = call.participants.find(({ userId }) => userId === me);
  return own ? { audio: own.audio, video: own.video } : { audio: true, video: false }; // a camera goes on by the user's choice only
}

/** Whether no further transition of the call is possible. */
function isOver(state: CallState): boolean {
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

/** Whether a call that was about to come to this device is over for every device of the user. */
function isEndOfAll(reason: EndReason): boolean {
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

function mediaOf(type: CallType): CallMedia {
  return type === CallType.AUDIO ? 'audio' : 'video';
}

function person({ id, name, avatarUrl }: Pick<UserInfo, 'id' | 'name' | 'avatarUrl'>): Person {
  return avatarUrl === undefined ? { id, name } : { id, name, avatarUrl };
}
