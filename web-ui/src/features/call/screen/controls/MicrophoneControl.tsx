import { MicIcon, MicOffIcon } from '../../../../lib/ui/icons';
import { MenuChoices } from '../../../../lib/ui/PopupMenu';
import type { LocalMedia } from '../../model/model';
import { LevelMeter } from '../sound/LevelMeter';
import { deviceChoices, usedDevice } from '../devices/deviceChoices';
import { SplitButton } from './SplitButton';

/** The label describes what a click does. */
const LABELS: Record<LocalMedia['audio'], string> = {
  requesting: 'Waiting for the microphone',
  on: 'Mute',
  muted: 'Unmute',
  missing: 'Turn microphone on',
};

const SPEAKERS_CAN_BE_CHOSEN =
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;

interface MicrophoneControlProps {
  local: LocalMedia;
  devices: readonly MediaDeviceInfo[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onMute: (muted: boolean) => void;
  onMicrophone: (id: string) => void;
  /** The speaker that the user has chosen, if any. */
  sinkId: string | null;
  onSpeaker: (id: string) => void;
}

/** Mutes and unmutes, and chooses the microphone and the speaker. */
export function MicrophoneControl(props: MicrophoneControlProps) {
  const { local, open, onOpen, onMute } = props;
  const isSending = local.audio === 'on';
  return (
    <SplitButton
      label={LABELS[local.audio]}
      menuLabel="Microphone and speaker"
      on={isSending}
      disabled={local.audio === 'requesting'}
      icon={isSending ? <MicIcon size={22} /> : <MicOffIcon size={22} />}
      open={open}
      onOpen={onOpen}
      onClick={() => {
        onMute(isSending);
      }}
    >
      <Choices {...props} />
    </SplitButton>
  );
}

function Choices({ local, devices, onMicrophone, sinkId, onSpeaker }: MicrophoneControlProps) {
  const speakers = deviceChoices(devices, 'audiooutput', 'Speaker');
  return (
    <>
      <MenuChoices
        label="Microphone"
        choices={deviceChoices(devices, 'audioinput', 'Microphone')}
        selected={[usedDevice(local.stream, 'audio') ?? '']}
        onChoose={onMicrophone}
      >
        {local.audio === 'on' ? (
          <LevelMeter stream={local.stream} />
        ) : (
          <span className="ml-auto">{local.audio === 'muted' ? 'Muted' : 'Off'}</span>
        )}
      </MenuChoices>
      {SPEAKERS_CAN_BE_CHOSEN && (
        <MenuChoices
          label="Speaker"
          choices={speakers}
          selected={[sinkId ?? speakers[0]?.id ?? '']}
          onChoose={onSpeaker}
        />
      )}
    </>
  );
}
