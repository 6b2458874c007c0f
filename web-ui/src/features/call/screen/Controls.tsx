import {
  HangUpIcon,
  MicIcon,
  MicOffIcon,
  DeviceIcon,
  SlidersIcon,
  VideoIcon,
  VideoOffIcon,
} from '../../../lib/ui/icons';
import { RoundButton } from '../../../lib/ui/RoundButton';
import type { LocalMedia } from '../model/model';

/** What is open over the controls. */
export type OpenPanel = 'devices' | 'move' | null;

interface ControlsProps {
  local: LocalMedia;
  open: OpenPanel;
  /** There is a call that can move. */
  canHandOff: boolean;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onOpen: (panel: OpenPanel) => void;
  onHangUp: () => void;
}

/** What the button says: what the far side hears, and what a click does about it. */
const MICROPHONE: Record<LocalMedia['audio'], string> = {
  requesting: 'Waiting for the microphone',
  on: 'Mute',
  muted: 'Unmute',
  missing: 'Turn microphone on',
};

const CAMERA: Record<LocalMedia['video'], string> = {
  requesting: 'Go on without the camera',
  on: 'Turn camera off',
  off: 'Turn camera on',
};

export function Controls(props: ControlsProps) {
  const { local, open, canHandOff, onMute, onCamera, onOpen, onHangUp } = props;
  const heard = local.audio === 'on';
  const seen = local.video === 'on';
  return (
    <div
      role="toolbar"
      aria-label="Call controls"
      className="flex items-center gap-3 rounded-full bg-zinc-900/80 p-2.5 backdrop-blur"
    >
      <RoundButton
        label={MICROPHONE[local.audio]}
        look={heard ? 'control' : 'off'}
        disabled={local.audio === 'requesting'}
        onClick={() => {
          onMute(heard);
        }}
      >
        {heard ? <MicIcon size={22} /> : <MicOffIcon size={22} />}
      </RoundButton>
      <RoundButton
        label={CAMERA[local.video]}
        look={seen ? 'control' : 'off'}
        onClick={() => {
          onCamera(local.video === 'off');
        }}
      >
        {seen ? <VideoIcon size={22} /> : <VideoOffIcon size={22} />}
      </RoundButton>
      <RoundButton
        label="Move to another device"
        look="control"
        disabled={!canHandOff}
        expanded={open === 'move'}
        onClick={() => {
          onOpen(open === 'move' ? null : 'move');
        }}
      >
        <DeviceIcon size={22} />
      </RoundButton>
      <RoundButton
        label="Devices"
        look="control"
        expanded={open === 'devices'}
        onClick={() => {
          onOpen(open === 'devices' ? null : 'devices');
        }}
      >
        <SlidersIcon size={22} />
      </RoundButton>
      <RoundButton label="Hang up" look="end" onClick={onHangUp}>
        <HangUpIcon size={26} />
      </RoundButton>
    </div>
  );
}
