import type { EndReason } from '../../../gen/visavis/v1/common_pb';
import type { CallModel, CallNotice } from './model';
import { toCallOnOtherDevice } from './handOff';
import { callIdOf, NO_MEDIA, ringingCalls } from './model';
import { idsInCall } from './peers';
import { endNotice } from './text';

/** The current call is over: the next waiting call takes its place. */
export function endCurrentCall(
  model: CallModel,
  callId: string | null,
  notice: CallNotice | null,
): CallModel {
  if (callIdOf(model.phase) !== callId) return model;
  const [next, ...waiting] = model.waiting;
  return {
    ...model,
    phase: next ? { kind: 'incoming', ring: { ...next, callWaiting: false } } : { kind: 'idle' },
    waiting,
    local: NO_MEDIA,
    links: new Map(),
    remote: new Map(),
    speakers: [],
    notice: notice ?? model.notice,
  };
}

/** The current call has moved to, or stays on, another device of the user. */
export function leaveOnOtherDevice(model: CallModel, notice: CallNotice | null): CallModel {
  const { phase } = model;
  const next = endCurrentCall(model, callIdOf(phase), notice);
  return { ...next, callOnOtherDevice: toCallOnOtherDevice(phase) ?? next.callOnOtherDevice };
}

/** A call stops ringing here. */
export function removeRing(model: CallModel, callId: string, notice: CallNotice | null = null): CallModel {
  if (model.phase.kind === 'incoming' && model.phase.ring.callId === callId)
    return endCurrentCall(model, callId, notice);
  const waiting = model.waiting.filter((ring) => ring.callId !== callId);
  if (waiting.length === model.waiting.length) return model;
  return { ...model, waiting, notice: notice ?? model.notice };
}

/** A call stops ringing here, and the user is told why. */
export function endRing(model: CallModel, callId: string, reason: EndReason): CallModel {
  const ring = ringingCalls(model).find((candidate) => candidate.callId === callId);
  return ring
    ? removeRing(model, callId, endNotice(reason, { phase: { kind: 'incoming', ring }, links: model.links }))
    : model;
}

/**
 * Adds to a notice which call has ended. Changes nothing if the call was never connected. `now` is in epoch milliseconds of
 * this device's clock; `hasLeft`: this device has left the call, which ends only if nobody remains whom others can talk to.
 */
export function withEndedCall(
  notice: CallNotice | null,
  { phase, links }: Pick<CallModel, 'phase' | 'links'>,
  now: number,
  hasLeft = false,
): CallNotice | null {
  const wasConnected = [...links.values()].some(({ state }) => state !== 'connecting');
  if (!notice || phase.kind !== 'active' || !wasConnected) return notice;
  const { callId, peers, media, isGroup, since } = phase;
  return {
    ...notice,
    endedCall: {
      callId,
      people: [...peers.values()].map(({ person }) => person),
      media,
      isGroup,
      seconds: Math.max(0, Math.round((now - since) / 1000)),
      goesOn: hasLeft && isGroup && idsInCall(peers).length > 1,
    },
  };
}
