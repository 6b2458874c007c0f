import type { CallModel } from '../../model/model';
import type { CallSession } from '../../session/CallSession';

/** Mutes or unmutes, as the button does; nothing while the browser opens the microphone. */
export function toggleMicrophone({ local }: Pick<CallModel, 'local'>, { localMedia }: CallSession): void {
  if (local.audio !== 'requesting') void localMedia.setMuted(local.audio === 'on');
}

/** Turns the camera on or off, as the button does. */
export function toggleCamera({ local }: Pick<CallModel, 'local'>, { localMedia }: CallSession): void {
  void localMedia.setCamera(local.video === 'off');
}
