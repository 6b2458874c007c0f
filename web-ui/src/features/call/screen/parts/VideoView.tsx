import { useEffect, useRef, useState } from 'react';
import { BlurredFill } from './BlurredFill';
import type { Fit } from './viewSettings';

interface VideoViewProps {
  stream: MediaStream | null;
  testId: string;
  label: string;
  className: string;
  /** Whether this is the user's own video. */
  own?: boolean;
  /** Whether the audio is muted. */
  silent?: boolean;
  /** Called with the first frame that this element shows. */
  onFirstFrame?: ((stream: MediaStream) => void) | null;
  /** The speaker's device id, if the browser supports a choice. */
  sinkId?: string | null;
  fit?: Fit;
  /** Called when it is known whether the video is higher than wide, and when that changes. */
  onUpright?: ((upright: boolean) => void) | null;
}

/** Plays a stream. If the browser does not allow audio before a click, for example after a reload, shows a button. */
export function VideoView({
  stream,
  testId,
  label,
  className,
  own = false,
  silent = own,
  onFirstFrame = null,
  sinkId = null,
  fit = 'fill',
  onUpright = null,
}: VideoViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [autoplayBlocked, setAutoplayBlocked] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (!element || element.srcObject === stream) return;
    element.srcObject = stream;
    if (!stream) return;
    element.play().catch((cause: unknown) => {
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') setAutoplayBlocked(true);
    });
  }, [stream]);

  useEffect(() => {
    const element = video.current;
    if (!element || !stream || !onFirstFrame || !('requestVideoFrameCallback' in element)) return;
    const handle = element.requestVideoFrameCallback(() => {
      onFirstFrame(stream);
    });
    return () => {
      element.cancelVideoFrameCallback(handle);
    };
  }, [stream, onFirstFrame]);

  useEffect(() => {
    const element = video.current;
    if (!element || !sinkId || !('setSinkId' in element)) return;
    element.setSinkId(sinkId).catch((cause: unknown) => {
      console.warn('The speaker cannot be used', cause);
    });
  }, [sinkId]);

  return (
    <>
      {fit === 'whole' && <BlurredFill video={video} />}
      <video
        ref={video}
        data-testid={testId}
        aria-label={label}
        autoPlay
        playsInline
        muted={silent}
        onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
          onUpright?.(videoHeight > videoWidth);
        }}
        className={`${className} ${fit === 'whole' ? 'object-contain' : 'object-cover'}`}
      />
      {autoplayBlocked && (
        <button
          type="button"
          className="absolute top-1/2 left-1/2 z-10 -translate-1/2 cursor-pointer rounded-full bg-white px-5 py-3 font-medium text-zinc-900 shadow-lg"
          onClick={() => {
            setAutoplayBlocked(false);
            void video.current?.play();
          }}
        >
          Play audio and video
        </button>
      )}
    </>
  );
}
