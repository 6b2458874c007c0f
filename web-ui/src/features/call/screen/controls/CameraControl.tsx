import { VideoIcon, VideoOffIcon } from '../../../../lib/ui/icons';
import { MenuChoices } from '../../../../lib/ui/PopupMenu';
import type { LocalMedia } from '../../model/model';
import { changeView, useViewSettings } from '../parts/viewStore';
import { deviceChoices, usedDevice } from '../devices/deviceChoices';
import { SplitButton } from './SplitButton';

/** The label describes what a click does. */
const LABELS: Record<LocalMedia['video'], string> = {
  requesting: 'Continue without the camera',
  on: 'Turn camera off',
  off: 'Turn camera on',
};

interface CameraControlProps {
  local: LocalMedia;
  devices: readonly MediaDeviceInfo[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onOn: (on: boolean) => void;
  onCamera: (id: string) => void;
}

/** Turns the camera on and off, chooses it, and changes how the user sees themselves. */
export function CameraControl(props: CameraControlProps) {
  const { local, open, onOpen, onOn } = props;
  const isSending = local.video === 'on';
  return (
    <SplitButton
      label={LABELS[local.video]}
      menuLabel="Camera and your picture"
      on={isSending}
      icon={isSending ? <VideoIcon size={22} /> : <VideoOffIcon size={22} />}
      open={open}
      onOpen={onOpen}
      onClick={() => {
        onOn(local.video === 'off');
      }}
    >
      <Choices {...props} />
    </SplitButton>
  );
}

function Choices({ local, devices, onCamera }: CameraControlProps) {
  const { mirrored, selfHidden } = useViewSettings();
  return (
    <>
      <MenuChoices
        label="Camera"
        choices={deviceChoices(devices, 'videoinput', 'Camera')}
        selected={[usedDevice(local.stream, 'video') ?? '']}
        onChoose={onCamera}
      />
      <MenuChoices
        label="Your picture"
        several
        choices={[
          { id: 'shown', label: 'Show it to me' },
          { id: 'mirrored', label: 'Mirror it for me' },
        ]}
        selected={[...(selfHidden ? [] : ['shown']), ...(mirrored ? ['mirrored'] : [])]}
        onChoose={(id) => {
          changeView(id === 'shown' ? { selfHidden: !selfHidden } : { mirrored: !mirrored });
        }}
      />
    </>
  );
}
