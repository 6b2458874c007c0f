import { useCallback, useEffect, useState } from 'react';
import { openSmallWindow, pictureInPictureKind } from './documentPictureInPicture';

interface PictureInPicture {
  /** The small window with controls, while it is open. */
  readonly small: Window | null;
  /** Opens the small window, or the picture alone. Null if the browser offers neither. */
  readonly open: (() => void) | null;
  readonly close: () => void;
}

/**
 * Picture in picture for one call. `findVideo` returns the video to show where the browser has no small windows. `onChange`
 * is called when a small window opens or closes; it must be the same function on each render.
 */
export function usePictureInPicture(
  title: string,
  findVideo: () => HTMLVideoElement | null,
  onChange: (open: boolean) => void,
): PictureInPicture {
  const [small, setSmall] = useState<Window | null>(null);
  const [kind] = useState(pictureInPictureKind);
  const close = useCallback(() => {
    small?.close();
  }, [small]);
  useEffect(() => {
    if (!small) return;
    onChange(true);
    const onPageHide = () => {
      setSmall(null);
      onChange(false);
    };
    small.addEventListener('pagehide', onPageHide);
    return () => {
      small.removeEventListener('pagehide', onPageHide);
    };
  }, [small, onChange]);
  useEffect(() => () => small?.close(), [small]);

  const open = () => {
    const opened =
      kind === 'document' ? openSmallWindow(title).then(setSmall) : findVideo()?.requestPictureInPicture();
    opened?.catch((cause: unknown) => {
      console.warn('Picture in picture cannot be opened', cause);
    });
  };
  return { small, open: kind === null ? null : open, close };
}
