import { EndReason } from '../../gen/visavis/v1/common_pb';
import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import type { CallMedia, Person } from '../../lib/person';
import type { Line } from '../../lib/signaling/SignalingSocket';
import { dropRing, finish, missRing } from './endings';
import type { CallModel, CallPhase, Elsewhere, LocalMedia, MediaLink, Notice, Ringing } from './model';
import { received } from './received';

/** Everything that can happen to a call, from the user, the server and the browser. */
export type CallEvent =
  | { type: 'received'; message: SignalingMessage; now: number }
  | { type: 'line'; line: Line }
  | { type: 'dialed'; key: string; peer: Person; media: CallMedia }
  | { type: 'answered'; ring: Ringing }
  | { type: 'takenOver'; elsewhere: Elsewhere; peer: Person }
  | { type: 'finished'; callId: string | null; notice: Notice | null }
  | { type: 'declined'; callId: string }
  | { type: 'expired'; callId: string }
  | { type: 'local'; local: LocalMedia }
  | { type: 'remote'; stream: MediaStream | null }
  | { type: 'link'; link: MediaLink }
  | { type: 'notice'; notice: Notice | null };

export function reduce(model: CallModel, event: CallEvent): CallModel {
  switch (event.type) {
    case 'received':
      return received(model, event.message, event.now);
    case 'line':
      return { ...model, line: event.line };
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
        outgoing: false,
      });
    case 'takenOver':
      return { ...join(model, { kind: 'joining', ...event.elsewhere, peer: event.peer }), elsewhere: null };
    case 'finished':
      return finish(model, event.callId, event.notice);
    case 'declined':
      return dropRing(model, event.callId);
    case 'expired':
      return missRing(model, event.callId, EndReason.MISSED);
    case 'local':
      return { ...model, local: event.local };
    case 'remote':
      return { ...model, remoteStream: event.stream };
    case 'link':
      return model.phase.kind === 'active'
        ? { ...model, phase: { ...model.phase, link: event.link } }
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
  const rings = model.phase.kind === 'incoming' ? [model.phase.ring, ...model.waiting] : model.waiting;
  return { ...enter(model, phase), waiting: rings.filter((other) => other.callId !== phase.callId) };
}
