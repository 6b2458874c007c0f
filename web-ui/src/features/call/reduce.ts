import { EndReason } from '../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../lib/person';
import type { Line } from '../../lib/signaling/SignalingSocket';
import { dropRing, finish, missRing, stayElsewhere } from './endings';
import { dropHandOff, startHandOff } from './handOff';
import type {
  CallModel,
  CallPhase,
  Elsewhere,
  LocalMedia,
  MediaLink,
  Notice,
  OtherDevice,
  Ringing,
  Trouble,
} from './model';
import { callIdOf, ringsOf, START } from './model';
import { received } from './received';

/** Everything that can happen to a call, from the user, the server and the browser. */
export type CallEvent =
  | { type: 'received'; message: SignalingMessage; now: number }
  | { type: 'line'; line: Line }
  | { type: 'dialed'; key: string; peer: Person; media: CallMedia }
  | { type: 'answered'; ring: Ringing }
  | { type: 'takenOver'; elsewhere: Elsewhere; peer: Person }
  | { type: 'finished'; callId: string | null; notice: Notice | null }
  | { type: 'stayedElsewhere'; callId: string; notice: Notice }
  | { type: 'declined'; callId: string }
  | { type: 'soundOnly' }
  | { type: 'expired'; callId: string }
  | { type: 'local'; local: LocalMedia }
  | { type: 'handedOff'; to: OtherDevice }
  | { type: 'handOffOver'; callId: string; toDeviceId: string | null; words: string | null }
  | { type: 'remote'; stream: MediaStream }
  | { type: 'arriving'; stream: MediaStream | null }
  | { type: 'link'; link: MediaLink }
  | { type: 'trouble'; trouble: Trouble | null }
  | { type: 'notice'; notice: Notice | null };

export function reduce(model: CallModel, event: CallEvent): CallModel {
  switch (event.type) {
    case 'received':
      return received(model, event.message, event.now);
    case 'line':
      return event.line.kind === 'refused'
        ? { ...START, me: model.me, line: event.line } // whatever goes on, it does so without this page
        : { ...model, line: event.line };
    case 'dialed':
      return enter(model, {
        kind: 'dialing',
        key: event.key,
        callId: null,
        peer: event.peer,
        media: event.media,
        alerting: false,
      });
    case 'answered':
      return join(model, {
        kind: 'joining',
        callId: event.ring.callId,
        peer: event.ring.caller,
        media: event.ring.media,
        outgoing: madeHere(model, event.ring),
        moves: event.ring.transfer,
      });
    case 'handedOff':
      return startHandOff(model, event.to);
    case 'handOffOver':
      return dropHandOff(model, event.callId, event.toDeviceId, event.words);
    case 'takenOver':
      return join(model, { kind: 'joining', ...event.elsewhere, peer: event.peer, moves: true });
    case 'finished':
      return finish(model, event.callId, event.notice);
    case 'stayedElsewhere':
      return callIdOf(model.phase) === event.callId ? stayElsewhere(model, event.notice) : model;
    case 'declined':
      return dropRing(model, event.callId);
    case 'soundOnly':
      return model.phase.kind === 'dialing' || model.phase.kind === 'active'
        ? { ...model, phase: { ...model.phase, media: 'audio' } }
        : model;
    case 'expired':
      return missRing(model, event.callId, EndReason.MISSED);
    case 'local':
      return { ...model, local: event.local };
    case 'remote':
      return { ...model, remoteStream: event.stream, arrivingStream: null };
    case 'arriving':
      return { ...model, arrivingStream: event.stream };
    case 'link':
      return model.phase.kind === 'active'
        ? { ...model, phase: { ...model.phase, link: event.link } }
        : model;
    case 'trouble':
      return model.phase.kind === 'active' && !isSame(model.phase.trouble, event.trouble)
        ? { ...model, phase: { ...model.phase, trouble: event.trouble } }
        : model;
    case 'notice':
      return { ...model, notice: event.notice };
  }
}

/** A new call takes the device; what was said about the last one is old. */
function enter(model: CallModel, phase: CallPhase): CallModel {
  return { ...model, phase, notice: null };
}

/** A call that rang meanwhile waits behind the one that is joined. */
function join(model: CallModel, phase: CallPhase & { kind: 'joining' }): CallModel {
  const elsewhere = model.elsewhere?.callId === phase.callId ? null : model.elsewhere;
  return {
    ...enter(model, phase),
    waiting: ringsOf(model).filter((other) => other.callId !== phase.callId),
    elsewhere,
  };
}

/** Whether this user made the call: possible only if another device hands it over. */
function madeHere({ elsewhere }: CallModel, { callId }: Ringing): boolean {
  return elsewhere?.callId === callId && elsewhere.outgoing;
}

function isSame(one: Trouble | null, other: Trouble | null): boolean {
  if (one?.kind === 'cut' && other?.kind === 'cut')
    return one.side === other.side && one.until === other.until && one.frozen === other.frozen;
  if (one?.kind === 'poor' && other?.kind === 'poor') return one.direction === other.direction;
  return one === other;
}
