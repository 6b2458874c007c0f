import type { PointerEvent } from 'react';
import { useRef } from 'react';

/** A shorter or steeper movement is none. */
const SHORTEST_PX = 60;

/** Handlers for an element that is swiped sideways with a finger. `step` is 1 for a swipe to the left, which shows what is on the right. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
      from.current = pointerType === 'touch' ? { x: clientX, y: clientY } : null;
    },
    onPointerUp: ({ clientX, clientY }: PointerEvent) => {
      const start = from.current;
      from.current = null;
      if (!start) return;
      const [right, down] = [clientX - start.x, clientY - start.y];
      if (Math.abs(right) >= SHORTEST_PX && Math.abs(right) > 2 * Math.abs(down)) onSwipe(right < 0 ? 1 : -1);
    },
  };
}
