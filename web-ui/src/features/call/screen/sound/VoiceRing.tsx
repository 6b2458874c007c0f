import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useAudioLevel } from './useAudioLevel';

/** How much larger the ring is when somebody is as loud as it gets. */
const GROWTH = 0.35;

/** A ring around a person's picture that grows with their voice. */
export function VoiceRing({ stream, children }: { stream: MediaStream | null; children: ReactNode }) {
  const ring = useRef<HTMLSpanElement>(null);
  useAudioLevel(stream, (level) => {
    if (!ring.current) return;
    ring.current.style.scale = String(1 + level * GROWTH);
    ring.current.style.opacity = level === 0 ? '0' : '1';
    ring.current.dataset['level'] = level.toFixed(2);
  });
  return (
    <span className="relative">
      <span
        ref={ring}
        aria-hidden="true"
        data-testid="voice-ring"
        className="absolute inset-0 rounded-full bg-teal-400/25 opacity-0 ring-2 ring-teal-400/60 transition-[scale,opacity] duration-150 motion-reduce:scale-100!"
      />
      <span className="relative block">{children}</span>
    </span>
  );
}
