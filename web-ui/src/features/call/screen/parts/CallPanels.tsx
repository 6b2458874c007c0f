import { preference } from '../../../../lib/preferences';
import { useState } from 'react';
import type { CallModel } from '../../model/model';
import type { CallSession } from '../../session/CallSession';
import type { OpenPanel } from './Controls';
import { HandOffPanel } from './HandOffPanel';
import { MediaDevicePicker } from './MediaDevicePicker';

const speaker = preference('speaker');

/** The loudspeaker that this user has chosen, for this call and for later ones. */
export function useSpeaker() {
  const [sinkId, setSinkId] = useState(speaker.get);
  const choose = (id: string) => {
    speaker.set(id);
    setSinkId(id);
  };
  return [sinkId, choose] as const;
}

interface CallPanelsProps {
  open: OpenPanel;
  model: CallModel;
  session: CallSession;
  /** Whether the call can move to another device. */
  movable: boolean;
  sinkId: string | null;
  onSpeaker: (id: string) => void;
  onClose: () => void;
}

/** The panels that every call has: devices, and the hand-off. */
export function CallPanels({ open, model, session, movable, sinkId, onSpeaker, onClose }: CallPanelsProps) {
  const { local, me } = model;
  if (open === 'devices')
    return (
      <MediaDevicePicker
        stream={local.stream}
        sinkId={sinkId}
        onMicrophone={(id) => void session.localMedia.choose('audio', id)}
        onCamera={(id) => void session.localMedia.choose('video', id)}
        onSpeaker={onSpeaker}
        onClose={onClose}
      />
    );
  if (open === 'handOff' && movable && me !== null)
    return (
      <HandOffPanel
        me={me}
        thisDevice={session.deviceId}
        onMove={(to) => {
          onClose();
          session.handOffCommands.pushToDevice(to);
        }}
        onClose={onClose}
      />
    );
  return null;
}
