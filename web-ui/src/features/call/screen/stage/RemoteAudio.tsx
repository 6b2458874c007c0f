import { useEffect, useRef } from 'react';
import type { UserId } from '../../model/peers';

interface RemoteAudioProps {
  userId: UserId;
  stream: MediaStream;
  /** The speaker's device id, if the user has chosen one. */
  sinkId: string | null;
  /** The browser does not allow audio before a click, for example after a reload. */
  onBlocked: () => void;
}

/** What one participant says. It plays whether or not their tile is in view. */
export function RemoteAudio({ userId, stream, sinkId, onBlocked }: RemoteAudioProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const blocked = useRef(onBlocked);
  useEffect(() => {
    blocked.current = onBlocked;
  }, [onBlocked]);

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream;
    element.play().catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') blocked.current();
    });
  }, [stream]);

  useEffect(() => {
    const element = audio.current;
    if (!element || !sinkId || !('setSinkId' in element)) return;
    element.setSinkId(sinkId).catch((cause: unknown) => {
      console.warn('The speaker cannot be used', cause);
    });
  }, [sinkId]);

  return <audio ref={audio} data-testid="remote-audio" data-user={userId} autoPlay />;
}
