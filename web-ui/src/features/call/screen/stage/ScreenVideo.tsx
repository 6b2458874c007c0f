import { useEffect, useLayoutEffect, useRef } from 'react';
import { onNewFrame } from './onNewFrame';

interface ScreenVideoProps {
  stream: MediaStream;
  label: string;
  onFirstFrame: () => void;
}

/**
 * A still screen has few frames. So its element moves along when the layout around it changes, as from a call of two to a
 * group: a new element would be blank until the next frame.
 */
const elements = new WeakMap<MediaStream, HTMLVideoElement>();

/** A screen that somebody shares, whole. It stays invisible until its first frame, and never shows one of an earlier share. */
export function ScreenVideo({ stream, label, onFirstFrame }: ScreenVideoProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onFirstFrame);
  useEffect(() => {
    latest.current = onFirstFrame;
  }, [onFirstFrame]);

  useLayoutEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const element = elementOf(stream);
    element.setAttribute('aria-label', label);
    parent.append(element);
    element.play().catch((cause: unknown) => {
      console.warn('A screen cannot be played', cause);
    });
    const stopWaiting = onNewFrame(element, () => {
      element.dataset['shown'] = 'true';
      element.classList.remove('opacity-0');
      latest.current();
    });
    return () => {
      stopWaiting();
      element.remove();
      setTimeout(() => {
        forgetIfUnused(stream, element);
      });
    };
  }, [stream, label]);

  return <div ref={place} className="absolute inset-0" />;
}

function elementOf(stream: MediaStream): HTMLVideoElement {
  const known = elements.get(stream);
  if (known) return known;
  const element = document.createElement('video');
  element.autoplay = element.playsInline = element.muted = true;
  element.dataset['testid'] = 'tile-video';
  element.dataset['shown'] = 'false';
  element.className = 'absolute inset-0 size-full object-contain opacity-0';
  element.srcObject = stream;
  elements.set(stream, element);
  return element;
}

function forgetIfUnused(stream: MediaStream, element: HTMLVideoElement): void {
  if (element.isConnected || elements.get(stream) !== element) return;
  elements.delete(stream);
  element.srcObject = null;
}
