import type { ReactNode } from 'react';
import { useCallback } from 'react';
import type { CallModel } from '../../model/model';
import type { CallSession } from '../../session/CallSession';
import { ShortcutsPanel } from '../keys/ShortcutsPanel';
import { useShortcuts } from '../keys/useShortcuts';
import { HandOffPanel } from '../parts/HandOffPanel';
import type { Fit } from '../parts/viewSettings';
import { QualityPanel } from '../quality/QualityPanel';
import { shareControl } from '../share/shareControl';
import { toggleCamera, toggleMicrophone } from '../system/toggles';
import { CallControls } from './CallControls';
import type { useOpenMenu } from './useOpenMenu';
import type { useSpeaker } from '../devices/useSpeaker';

interface CallBarProps {
  model: CallModel;
  session: CallSession;
  menu: ReturnType<typeof useOpenMenu>;
  speaker: ReturnType<typeof useSpeaker>;
  hand: { raised: boolean; onRaise: (raised: boolean) => void } | null;
  fit: Fit;
  /** Whether the call can be moved to another device. */
  movable: boolean;
  onPictureInPicture: (() => void) | null;
  onHangUp: () => void;
  /** Another panel above the controls. */
  children?: ReactNode;
}

/** The controls of a call, and the panels that open above them. */
export function CallBar(props: CallBarProps) {
  const { model, session, menu, speaker, hand, fit, movable, onPictureInPicture, onHangUp, children } = props;
  const { open, setOpen, close } = menu;
  const { local, me } = model;
  const closeQuality = useCallback(() => {
    close('quality');
  }, [close]);
  const closeKeys = useCallback(() => {
    close('keys');
  }, [close]);
  const share = shareControl(model, session);
  useShortcuts({
    microphone: () => {
      toggleMicrophone(model, session);
    },
    camera: () => {
      toggleCamera(model, session);
    },
    ...(share && !share.disabled ? { share: share.toggle } : {}),
    ...(hand
      ? {
          hand: () => {
            hand.onRaise(!hand.raised);
          },
        }
      : {}),
    list: () => {
      setOpen('keys');
    },
  });
  const closeHandOff = useCallback(() => {
    close('handOff');
  }, [close]);
  return (
    <div className="relative flex justify-center">
      <div className="absolute bottom-full z-10 mb-2 flex w-max max-w-[calc(100vw-1rem)] justify-center short:right-full short:bottom-0 short:mr-2 short:mb-0">
        {open === 'handOff' && movable && me !== null && (
          <HandOffPanel
            me={me}
            thisDevice={session.deviceId}
            onMove={(to) => {
              closeHandOff();
              session.handOffCommands.pushToDevice(to);
            }}
            onClose={closeHandOff}
          />
        )}
        {open === 'quality' && <QualityPanel model={model} session={session} onClose={closeQuality} />}
        {open === 'keys' && <ShortcutsPanel onClose={closeKeys} />}
        {children}
      </div>
      <CallControls
        local={local}
        session={session}
        menu={menu}
        speaker={speaker}
        hand={hand}
        share={share}
        fit={fit}
        canHandOff={movable}
        onPictureInPicture={onPictureInPicture}
        onHangUp={onHangUp}
      />
    </div>
  );
}
