import { EndReason } from '../../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../../lib/person';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import { removeRing, endCurrentCall, endRing, leaveOnOtherDevice } from './callEnd';
import { abortHandOff, startHandOff } from './handOff';
import type {
  CallModel,
  CallPhase,
  CallOnOtherDevice,
  LocalMedia,
  MediaLink,
  CallNotice,
  OtherDevice,
  OwnScreen,
  Ringing,
  ConnectionProblem,
  WeakLink,
} from './model';
import type { RemoteMedia } from './media';
import { callIdOf, INITIAL_MODEL, isGroupRing, linkTo, ringingCalls } from './model';
import type { FarEnd, UserId } from './peers';
import { onePeer, peersFrom } from './peers';
import { applyServerMessage } from './serverMessages';

/** Everything that changes the model: by the user, the server or the browser. */
export type CallAction =
  | { type: 'messageReceived'; message: SignalingMessage; now: number }
  | { type: 'serverConnection'; serverConnection: ServerConnection }
  | { type: 'outgoingStarted'; key: string; people: readonly Person[]; media: CallMedia }
  | { type: 'rejoined'; callId: string; people: readonly Person[]; media: CallMedia }
  | { type: 'answered'; ring: Ringing }
  | { type: 'handOffPulled'; callOnOtherDevice: CallOnOtherDevice }
  | { type: 'ended'; callId: string | null; notice: CallNotice | null }
  | { type: 'leftOnOtherDevice'; callId: string; notice: CallNotice }
  | { type: 'declined'; callId: string }
  | { type: 'audioOnly' }
  | { type: 'ringExpired'; callId: string }
  | { type: 'noAnswerYet'; callId: string }
  | { type: 'local'; local: LocalMedia }
  | { type: 'ownScreen'; screen: OwnScreen }
  | { type: 'handOffPushed'; to: OtherDevice }
  | { type: 'handOffAborted'; callId: string; toDeviceId: string | null; reason: string | null }
  | { type: 'link'; farEnd: FarEnd; change: Partial<MediaLink> }
  | { type: 'remote'; remote: ReadonlyMap<UserId, RemoteMedia> }
  | { type: 'speakers'; userIds: readonly UserId[] }
  | { type: 'weakLinks'; weakLinks: ReadonlyMap<UserId, WeakLink> }
  | { type: 'problem'; problem: ConnectionProblem | null }
  | { type: 'notice'; notice: CallNotice | null };

export function reduce(model: CallModel, action: CallAction): CallModel {
  switch (action.type) {
    case 'messageReceived':
      return applyServerMessage(model, action.message, action.now);
    case 'serverConnection':
      return action.serverConnection.kind === 'refused'
        ? { ...INITIAL_MODEL, me: model.me, serverConnection: action.serverConnection } // a call may continue, but not on this page
        : { ...model, serverConnection: action.serverConnection };
    case 'outgoingStarted':
      return enter(model, {
        kind: 'outgoing',
        key: action.key,
        callId: null,
        peers: peersFrom(action.people, 'ringing', action.media),
        media: action.media,
        isGroup: action.people.length > 1,
        alerting: false,
        noAnswerYet: false,
      });
    case 'answered':
      return join(model, {
        kind: 'joining',
        callId: action.ring.callId,
        peers: isGroupRing(action.ring)
          ? action.ring.peers
          : onePeer(action.ring.caller, 'joined', action.ring.media),
        media: action.ring.media,
        isGroup: isGroupRing(action.ring),
        isInitiator: isInitiatorOf(model, action.ring),
        viaHandOff: action.ring.transfer,
      });
    case 'rejoined':
      return join(model, {
        kind: 'joining',
        callId: action.callId,
        peers: peersFrom(action.people, 'left', action.media),
        media: action.media,
        isGroup: true,
        isInitiator: false,
        viaHandOff: false,
      });
    case 'handOffPushed':
      return startHandOff(model, action.to);
    case 'handOffAborted':
      return abortHandOff(model, action.callId, action.toDeviceId, action.reason);
    case 'handOffPulled':
      return join(model, { kind: 'joining', ...action.callOnOtherDevice, viaHandOff: true });
    case 'ended':
      return endCurrentCall(model, action.callId, action.notice);
    case 'leftOnOtherDevice':
      return callIdOf(model.phase) === action.callId ? leaveOnOtherDevice(model, action.notice) : model;
    case 'declined':
      return removeRing(model, action.callId);
    case 'audioOnly':
      return model.phase.kind === 'outgoing' || model.phase.kind === 'active'
        ? { ...model, phase: { ...model.phase, media: 'audio' } }
        : model;
    case 'ringExpired':
      return endRing(model, action.callId, EndReason.MISSED);
    case 'noAnswerYet':
      return model.phase.kind === 'outgoing' && model.phase.callId === action.callId
        ? { ...model, phase: { ...model.phase, noAnswerYet: true } }
        : model;
    case 'local':
      return { ...model, local: action.local };
    case 'ownScreen':
      return { ...model, ownScreen: action.screen };
    case 'link':
      return changeLink(model, action.farEnd, action.change);
    case 'remote':
      return changeRemote(model, action.remote);
    case 'speakers':
      return isInMediaPhase(model) ? { ...model, speakers: action.userIds } : model;
    case 'weakLinks':
      return { ...model, weakLinks: action.weakLinks };
    case 'problem':
      return model.phase.kind === 'active' && !isSameProblem(model.phase.problem, action.problem)
        ? { ...model, phase: { ...model.phase, problem: action.problem } }
        : model;
    case 'notice':
      return { ...model, notice: action.notice };
  }
}

/** A new call starts; the notice about the last one is removed. */
function enter(model: CallModel, phase: CallPhase): CallModel {
  return {
    ...model,
    phase,
    links: new Map(),
    remote: new Map(),
    speakers: [],
    weakLinks: new Map(),
    notice: null,
  };
}

/** Ignores late changes of a connection whose call has ended here. */
function changeLink(model: CallModel, farEnd: FarEnd, change: Partial<MediaLink>): CallModel {
  if (!isInMediaPhase(model)) return model;
  const links = new Map(model.links).set(farEnd, { ...linkTo(model, farEnd), ...change });
  return { ...model, links };
}

/** Ignores what arrives after the call is over here. */
function changeRemote(model: CallModel, remote: ReadonlyMap<UserId, RemoteMedia>): CallModel {
  return isInMediaPhase(model) ? { ...model, remote } : model;
}

function isInMediaPhase({ phase: { kind } }: CallModel): boolean {
  return kind === 'outgoing' || kind === 'joining' || kind === 'active';
}

/** Joins a call; the other ringing calls wait. */
function join(model: CallModel, phase: CallPhase & { kind: 'joining' }): CallModel {
  const callOnOtherDevice = model.callOnOtherDevice?.callId === phase.callId ? null : model.callOnOtherDevice;
  return {
    ...enter(model, phase),
    waiting: ringingCalls(model).filter((other) => other.callId !== phase.callId),
    callOnOtherDevice,
  };
}

/** Whether this user is the initiator, which is possible only in a hand-off. */
function isInitiatorOf({ callOnOtherDevice }: CallModel, { callId }: Ringing): boolean {
  return callOnOtherDevice?.callId === callId && callOnOtherDevice.isInitiator;
}

function isSameProblem(one: ConnectionProblem | null, other: ConnectionProblem | null): boolean {
  if (one?.kind === 'interrupted' && other?.kind === 'interrupted')
    return one.side === other.side && one.endsAt === other.endsAt && one.frozen === other.frozen;
  if (one?.kind === 'stalled' && other?.kind === 'stalled')
    return one.audio === other.audio && one.video === other.video;
  return one === other;
}
