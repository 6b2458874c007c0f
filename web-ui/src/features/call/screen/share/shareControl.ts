import { MOST_SCREENS } from '../../media/sfu/servedTiles';
import type { CallModel } from '../../model/model';
import { isInCall } from '../../model/peers';
import type { CallSession } from '../../session/CallSession';

/** What the button that shares the screen needs. */
export interface ShareControl {
  readonly isOn: boolean;
  /** What the button does, or why it is disabled. */
  readonly label: string;
  readonly disabled: boolean;
  readonly toggle: () => void;
}

/** The button's part of this call; null if this browser cannot share a screen, or the call is not connected. */
export function shareControl({ phase, ownScreen }: CallModel, session: CallSession): ShareControl | null {
  const { screen } = session.localMedia;
  if (!screen.isSupported || phase.kind !== 'active') return null;
  const others = [...phase.peers.values()].filter((peer) => isInCall(peer) && peer.media.screen);
  const isOn = ownScreen.state === 'on';
  const hindrance = isOn ? null : hindranceOf(ownScreen.state === 'choosing', others.length);
  return {
    isOn,
    label: isOn ? 'Stop sharing' : (hindrance ?? 'Share screen'),
    disabled: hindrance !== null,
    toggle: () => {
      if (isOn) screen.stop();
      else void screen.start();
    },
  };
}

/** Why nothing can be shared now; null if it can. */
function hindranceOf(isChoosing: boolean, others: number): string | null {
  if (isChoosing) return 'Choose what to share';
  return others >= MOST_SCREENS ? `${MOST_SCREENS} people are sharing already` : null;
}
