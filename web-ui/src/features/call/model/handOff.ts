import type { CallModel, CallPhase, CallOnOtherDevice, OtherDevice } from './model';

/** Offers the call to another device of this user. */
export function startHandOff(model: CallModel, to: OtherDevice): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.handOff) return model;
  return { ...model, phase: { ...phase, handOff: to }, notice: null };
}

/** The other device did not answer, so the call continues here. `reason` is a text for the user, if the reason is known. */
export function abortHandOff(
  model: CallModel,
  callId: string,
  toDeviceId: string | null,
  reason: string | null,
): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.callId !== callId || !phase.handOff) return model;
  if (toDeviceId !== null && phase.handOff.deviceId !== toDeviceId) return model;
  const text = reason ?? `${phase.handOff.name} did not answer. Your call continues here.`;
  return { ...model, phase: { ...phase, handOff: null }, notice: { tone: 'status', text } };
}

/** The call of this phase, seen as a call on the user's other device. */
export function toCallOnOtherDevice(phase: CallPhase): CallOnOtherDevice | null {
  if (phase.kind !== 'active' && phase.kind !== 'joining') return null;
  const { callId, peers, media, isGroup, isInitiator } = phase;
  return { callId, peers, media, isGroup, isInitiator };
}
