import { useEffect, useRef, useState } from 'react';
import type { CallModel } from '../../model/model';
import { peerOf } from '../../model/model';
import { isInCall } from '../../model/peers';
import type { CallSession } from '../../session/CallSession';
import { toggleCamera, toggleMicrophone } from './toggles';
import { CallInSystem } from './CallInSystem';
import { useWakeLock } from './useWakeLock';

/** While this device is in a call: the system shows it, and the screen stays on if there are pictures. */
export function useCallInSystem(model: CallModel, session: CallSession): void {
  const { phase, local } = model;
  const active = phase.kind === 'active' ? phase : null;
  const peers = [...(active?.peers.values() ?? [])].filter(isInCall);
  const arePicturesShown = peers.some(({ media }) => media.video || media.screen);
  useWakeLock(active !== null && (local.video === 'on' || arePicturesShown));

  const title = active && (active.isGroup ? 'Group call' : `Call with ${peerOf(active)?.name ?? ''}`);
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  }, [model]);
  const [system] = useState(() =>
    'mediaSession' in navigator ? new CallInSystem(navigator.mediaSession) : null,
  );
  useEffect(() => {
    if (!system || title === null) return;
    system.show(new MediaMetadata({ title, artist: 'Visavis' }), {
      hangUp: () => {
        const { phase: now } = latest.current;
        if (now.kind === 'active' && now.isGroup) session.control.leave();
        else session.control.hangUp();
      },
      toggleMicrophone: () => {
        toggleMicrophone(latest.current, session);
      },
      toggleCamera: () => {
        toggleCamera(latest.current, session);
      },
    });
    return () => {
      system.clear();
    };
  }, [system, title, session]);
  const [microphone, camera] = [local.audio === 'on', local.video === 'on'];
  useEffect(() => {
    if (title !== null) system?.sends(microphone, camera);
  }, [system, title, microphone, camera]);
}
