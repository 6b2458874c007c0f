import type { ReactNode } from 'react';
import { useRef } from 'react';
import { changeView, useViewSettings } from '../parts/viewStore';
import { CORNER_NAMES, CORNER_PLACES } from './corners';
import { useCornerDrag } from './useCornerDrag';

interface SelfViewFrameProps {
  className: string;
  picture: ReactNode;
  /** Buttons over the picture. */
  children: ReactNode;
}

/** The user's own picture in a corner of the call. It can be moved to another corner. */
export function SelfViewFrame({ className, picture, children }: SelfViewFrameProps) {
  const { corner } = useViewSettings();
  const frame = useRef<HTMLDivElement>(null);
  const handlers = useCornerDrag(frame, corner, (to) => {
    changeView({ corner: to });
  });
  return (
    <div
      ref={frame}
      data-testid="self-view-frame"
      data-corner={corner}
      className={`group pointer-events-auto absolute overflow-hidden rounded-2xl shadow-xl ring-1 ring-white/20 ${CORNER_PLACES[corner]} ${className}`}
    >
      {picture}
      <button
        type="button"
        aria-label={`Move your picture, now ${CORNER_NAMES[corner]}`}
        {...handlers}
        className="absolute inset-0 cursor-grab touch-none rounded-[inherit] focus-visible:-outline-offset-4 active:cursor-grabbing"
      />
      {children}
    </div>
  );
}
