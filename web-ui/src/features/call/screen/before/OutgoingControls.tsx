import { Toolbar } from 'react-aria-components/Toolbar';
import { HangUpIcon } from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import { SHORT, useMedia } from '../../../../lib/useMedia';
import type { LocalMediaSender } from '../../media/LocalMediaSender';
import type { LocalMedia } from '../../model/model';
import { OwnMediaControls } from '../controls/OwnMediaControls';
import type { useOpenMenu } from '../controls/useOpenMenu';
import { useMediaDevices } from '../devices/useMediaDevices';
import { useSpeaker } from '../devices/useSpeaker';

interface OutgoingControlsProps {
  local: LocalMedia;
  localMedia: LocalMediaSender;
  /** Whether microphone and camera are open, or being opened. */
  isOpen: boolean;
  menu: ReturnType<typeof useOpenMenu>;
  onCancel: () => void;
}

/** While a call rings: what the other person will hear and see, and the end of the attempt. */
export function OutgoingControls({ local, localMedia, isOpen, menu, onCancel }: OutgoingControlsProps) {
  const devices = useMediaDevices(local.stream !== null);
  const speaker = useSpeaker();
  const isShort = useMedia(SHORT);
  return (
    <Toolbar
      aria-label="Call controls"
      orientation={isShort ? 'vertical' : 'horizontal'}
      className="flex items-center justify-center gap-3 rounded-4xl bg-zinc-900/80 p-2 backdrop-blur short:flex-col sm:p-2.5 short:gap-1.5 short:p-1.5 max-[23rem]:gap-1.5"
    >
      {isOpen && (
        <OwnMediaControls
          local={local}
          localMedia={localMedia}
          devices={devices}
          menu={menu}
          speaker={speaker}
        />
      )}
      <RoundButton label="Cancel" look="end" tip="above" onClick={onCancel}>
        <HangUpIcon size={26} />
      </RoundButton>
    </Toolbar>
  );
}
