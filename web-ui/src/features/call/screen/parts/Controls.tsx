import {
  HandIcon,
  HangUpIcon,
  MicIcon,
  MicOffIcon,
  DeviceIcon,
  ShareScreenIcon,
  SlidersIcon,
  VideoIcon,
  VideoOffIcon,
} from '../../../../lib/ui/icons';
import { RoundButton } from '../../../../lib/ui/RoundButton';
import type { LocalMedia } from '../../model/model';
import type { ShareControl } from '../share/shareControl';

/** The panel that is open over the controls. */
export type OpenPanel = 'devices' | 'handOff' | 'people' | null;

interface ControlsProps {
  local: LocalMedia;
  open: OpenPanel;
  /** This user's hand. Null where nobody needs it: in a call of two, or without a server. */
  hand: { raised: boolean; onRaise: (raised: boolean) => void } | null;
  /** This user's screen. Null where it cannot be shared: on phones, and before the call is connected. */
  share: ShareControl | null;
  /** Whether the call can be moved to another device. */
  canHandOff: boolean;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onOpen: (panel: OpenPanel) => void;
  onHangUp: () => void;
}

/** The label describes what a click does. */
const MICROPHONE: Record<LocalMedia['audio'], string> = {
  requesting: 'Waiting for the microphone',
  on: 'Mute',
  muted: 'Unmute',
  missing: 'Turn microphone on',
};

const CAMERA: Record<LocalMedia['video'], string> = {
  requesting: 'Continue without the camera',
  on: 'Turn camera off',
  off: 'Turn camera on',
};

export function Controls(props: ControlsProps) {
  const { local, open, hand, share, canHandOff, onMute, onCamera, onOpen, onHangUp } = props;
  const isSendingAudio = local.audio === 'on';
  const isSendingVideo = local.video === 'on';
  return (
    <div
      role="toolbar"
      aria-label="Call controls"
      className={`flex flex-wrap items-center justify-center gap-2 rounded-4xl bg-zinc-900/80 p-2 backdrop-blur sm:gap-3 sm:p-2.5 ${hand ? 'max-[23rem]:gap-1 max-[23rem]:p-1 max-[23rem]:*:size-11' : ''}`}
    >
      <RoundButton
        label={MICROPHONE[local.audio]}
        look={isSendingAudio ? 'control' : 'off'}
        disabled={local.audio === 'requesting'}
        onClick={() => {
          onMute(isSendingAudio);
        }}
      >
        {isSendingAudio ? <MicIcon size={22} /> : <MicOffIcon size={22} />}
      </RoundButton>
      <RoundButton
        label={CAMERA[local.video]}
        look={isSendingVideo ? 'control' : 'off'}
        onClick={() => {
          onCamera(local.video === 'off');
        }}
      >
        {isSendingVideo ? <VideoIcon size={22} /> : <VideoOffIcon size={22} />}
      </RoundButton>
      {share && (
        <RoundButton
          label={share.isOn ? 'Stop sharing' : (share.hindrance ?? 'Share screen')}
          look={share.isOn ? 'off' : 'control'}
          disabled={!share.isOn && share.hindrance !== null}
          onClick={share.toggle}
        >
          <ShareScreenIcon size={22} />
        </RoundButton>
      )}
      {hand && (
        <RoundButton
          label={hand.raised ? 'Lower hand' : 'Raise hand'}
          look={hand.raised ? 'off' : 'control'}
          onClick={() => {
            hand.onRaise(!hand.raised);
          }}
        >
          <HandIcon size={22} />
        </RoundButton>
      )}
      <RoundButton
        label="Move to another device"
        look="control"
        disabled={!canHandOff}
        expanded={open === 'handOff'}
        onClick={() => {
          onOpen(open === 'handOff' ? null : 'handOff');
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
