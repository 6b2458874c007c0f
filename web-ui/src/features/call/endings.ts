import type { EndReason } from '../../gen/visavis/v1/common_pb';
import type { CallModel, Notice } from './model';
import { stillElsewhere } from './handOff';
import { callIdOf, NO_MEDIA, ringsOf } from './model';
import { endNotice } from './words';

/** The phase's call is over: the next one that rings takes its place. */
export function finish(model: CallModel, callId: string | null, notice: Notice | null): CallModel {
  if (callIdOf(model.phase) !== callId) return model;
  const [next, ...waiting] = model.waiting;
  return {
    ...model,
    phase: next ? { kind: 'incoming', ring: { ...next, callWaiting: false } } : { kind: 'idle' },
    waiting,
    local: NO_MEDIA,
    remoteStream: null,
    arrivingStream: null,
    notice: notice ?? model.notice,
  };
}

/** The phase's call has left this device, or has not come to it: another device of the user has it. */
export function stayElsewhere(model: CallModel, notice: Notice | null): CallModel {
  const { phase } = model;
  const next = finish(model, callIdOf(phase), notice);
  return { ...next, elsewhere: stillElsewhere(phase) ?? next.elsewhere };
}

/** A call stops ringing here. */
export function dropRing(model: CallModel, callId: string, notice: Notice | null = null): CallModel {
  if (model.phase.kind === 'incoming' && model.phase.ring.callId === callId)
    return finish(model, callId, notice);
  const waiting = model.waiting.filter((ring) => ring.callId !== callId);
  if (waiting.length === model.waiting.length) return model;
  return { ...model, waiting, notice: notice ?? model.notice };
}

/** A call stops ringing here, for a reason that the user is told. */
export function missRing(model: CallModel, callId: string, reason: EndReason): CallModel {
  const ring = ringsOf(model).find((candidate) => candidate.callId === callId);
  return ring ? dropRing(model, callId, endNotice(reason, { kind: 'incoming', ring })) : model;
}
