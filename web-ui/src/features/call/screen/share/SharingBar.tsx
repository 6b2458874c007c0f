import { useEffect, useRef } from 'react';
import type { OwnScreen } from '../../model/model';

interface SharingBarProps {
  screen: OwnScreen;
  onStop: () => void;
}

/** Says that others see this user's screen, shows what they see, and ends it. Empty while nothing is shared. */
export function SharingBar({ screen, onStop }: SharingBarProps) {
  return (
    <div role="status" data-stays="" className="pointer-events-auto flex justify-center empty:hidden">
      {screen.stream && (
        <>
          <div
            aria-hidden="true"
            className="pointer-events-none fixed inset-0 z-10 border-4 border-teal-400"
          />
          <div
            data-testid="sharing"
            className="rise flex max-w-full items-center gap-3 rounded-2xl bg-zinc-900/90 p-2 text-sm text-shadow-none shadow-lg ring-1 ring-white/10 backdrop-blur"
          >
            <Preview stream={screen.stream} />
            <p className="min-w-0 text-start">
              You are sharing your screen
              {screen.hasSound && <span className="block text-zinc-300">With its sound</span>}
            </p>
            <button
              type="button"
              onClick={onStop}
              className="min-h-11 shrink-0 cursor-pointer rounded-full bg-red-600 px-5 font-medium text-white hover:bg-red-500"
            >
              Stop
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function Preview({ stream }: { stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      data-testid="own-screen"
      aria-label="What the others see of your screen"
      autoPlay
      playsInline
      muted
      className="h-14 w-24 shrink-0 rounded-lg bg-black object-contain short:hidden max-[23rem]:hidden"
    />
  );
}
