import { useRef } from 'react';
import { useAudioLevel } from './useAudioLevel';

/** Shows how loud the microphone is. Not for screen readers: their users hear themselves. */
export function LevelMeter({ stream }: { stream: MediaStream | null }) {
  const bar = useRef<HTMLSpanElement>(null);
  useAudioLevel(stream, (level) => {
    if (!bar.current) return;
    bar.current.style.scale = `${level} 1`;
    bar.current.dataset['level'] = level.toFixed(2);
  });
  return (
    <span aria-hidden="true" className="ml-auto h-1.5 w-20 overflow-hidden rounded-full bg-white/15">
      <span
        ref={bar}
        data-testid="microphone-level"
        className="block size-full origin-left scale-x-0 bg-teal-400 transition-[scale] duration-100 forced-colors:bg-[Highlight]"
      />
    </span>
  );
}
