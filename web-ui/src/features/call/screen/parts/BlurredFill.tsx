import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

const INTERVAL_MS = 200;
/** So small that enlarging it blurs it, and that drawing it costs nothing. */
const WIDTH = 32;
const HEIGHT = 18;

/** Fills the space beside a picture that is shown whole with a dark, blurred copy of it. */
export function BlurredFill({ video }: { video: RefObject<HTMLVideoElement | null> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (!context) return;
    const draw = () => {
      if (video.current && video.current.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
        context.drawImage(video.current, 0, 0, WIDTH, HEIGHT);
    };
    draw();
    const timer = setInterval(draw, INTERVAL_MS);
    return () => {
      clearInterval(timer);
    };
  }, [video]);
  return (
    <canvas
      ref={canvas}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      data-testid="blurred-fill"
      className="absolute inset-0 size-full scale-110 object-cover blur-2xl brightness-50"
    />
  );
}
