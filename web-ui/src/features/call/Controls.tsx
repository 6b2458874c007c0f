import { HangUpIcon, MicIcon, MicOffIcon, SlidersIcon, VideoIcon, VideoOffIcon } from '../../lib/ui/icons';
import { RoundButton } from '../../lib/ui/RoundButton';
import type { LocalMedia } from './model';

interface ControlsProps {
  local: LocalMedia;
  choosing: boolean;
  onMute: (muted: boolean) => void;
  onCamera: (on: boolean) => void;
  onDevices: () => void;
  onHangUp: () => void;
}

export function Controls({ local, choosing, onMute, onCamera, onDevices, onHangUp }: ControlsProps) {
  const muted = local.audio !== 'on';
  const cameraOn = local.video === 'on';
  return (
    <div
      role="toolbar"
      aria-label="Call controls"
      className="flex items-center gap-3 rounded-full bg-zinc-900/80 p-2.5 backdrop-blur"
    >
      <RoundButton
        label={muted ? 'Unmute' : 'Mute'}
        look={muted ? 'off' : 'control'}
        disabled={local.audio === 'missing'}
        onClick={() => {
          onMute(!muted);
        }}
      >
        {muted ? <MicOffIcon size={22} /> : <MicIcon size={22} />}
      </RoundButton>
      <RoundButton
        label={cameraOn ? 'Turn camera off' : 'Turn camera on'}
        look={cameraOn ? 'control' : 'off'}
        onClick={() => {
          onCamera(!cameraOn);
        }}
      >
        {cameraOn ? <VideoIcon size={22} /> : <VideoOffIcon size={22} />}
      </RoundButton>
      <RoundButton label="Devices" look="control" expanded={choosing} onClick={onDevices}>
        <SlidersIcon size={22} />
      </RoundButton>
      <RoundButton label="Hang up" look="end" onClick={onHangUp}>
        <HangUpIcon size={26} />
      </RoundButton>
    </div>
  );
}
