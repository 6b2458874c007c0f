import type { CallModel, CallPhase, CallOnOtherDevice, OtherDevice } from './model';

/** The call is offered to another device of this user. */
export function startHandOff(model: CallModel, to: OtherDevice): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.handOff) return model;
  return { ...model, phase: { ...phase, handOff: to }, notice: null };
}

/** The other device did not take the call: nothing has changed. `words` say why, if that is known. */
export function abortHandOff(
  model: CallModel,
  callId: string,
  toDeviceId: string | null,
  reason: string | null,
): CallModel {
  const { phase } = model;
  if (phase.kind !== 'active' || phase.callId !== callId || !phase.handOff) return model;
  if (toDeviceId !== null && phase.handOff.deviceId !== toDeviceId) return model;
  const text = reason ?? `${phase.handOff.name} did not take the call. It goes on here.`;
  return { ...model, phase: { ...phase, handOff: null }, notice: { tone: 'status', text } };
}

/** Where a call is that has left this device, or has not come to it: on another one. */
export function toCallOnOtherDevice(phase: CallPhase): CallOnOtherDevice | null {
  if (phase.kind !== 'active' && phase.kind !== 'joining') return null;
  const { callId, peer, media, isInitiator } = phase;
  return { callId, peer, media, isInitiator };
}
