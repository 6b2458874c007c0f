import type { LocalMediaSender } from '../../media/LocalMediaSender';
import type { LocalMedia } from '../../model/model';
import type { useMediaDevices } from '../devices/useMediaDevices';
import type { useSpeaker } from '../devices/useSpeaker';
import { CameraControl } from './CameraControl';
import { MicrophoneControl } from './MicrophoneControl';
import type { useOpenMenu } from './useOpenMenu';

interface OwnMediaControlsProps {
  local: LocalMedia;
  localMedia: LocalMediaSender;
  devices: ReturnType<typeof useMediaDevices>;
  menu: ReturnType<typeof useOpenMenu>;
  speaker: ReturnType<typeof useSpeaker>;
}

/** What the others hear and see of this user: switches it, and chooses the devices. */
export function OwnMediaControls({ local, localMedia, devices, menu, speaker }: OwnMediaControlsProps) {
  const [sinkId, onSpeaker] = speaker;
  return (
    <>
      <MicrophoneControl
        local={local}
        devices={devices}
        {...menu.propsOf('microphone')}
        onMute={(muted) => void localMedia.setMuted(muted)}
        onMicrophone={(id) => void localMedia.choose('audio', id)}
        sinkId={sinkId}
        onSpeaker={onSpeaker}
      />
      <CameraControl
        local={local}
        devices={devices}
        {...menu.propsOf('camera')}
        onOn={(on) => void localMedia.setCamera(on)}
        onCamera={(id) => void localMedia.choose('video', id)}
      />
    </>
  );
}
