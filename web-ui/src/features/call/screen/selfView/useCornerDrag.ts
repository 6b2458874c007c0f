import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { Corner } from '../parts/viewSettings';
import type { Point } from './corners';
import { cornerAfter, cornerAt, nextCorner } from './corners';

/** A shorter movement is a click. */
const SHORTEST_DRAG_PX = 6;
const GLIDE_MS = 260;

interface Drag {
  readonly pointerId: number;
  readonly start: Point;
  moved: Point;
  /** In pixels per millisecond. */
  speed: Point;
  at: number;
}

/**
 * Handlers for an element that lies in a corner of its parent: it can be dragged to each corner, moved by the arrow keys, and
 * moved clockwise by a click unless `onClick` does something else. It glides to its new place. `element` is what moves; the
 * handlers may be on a part of it.
 */
export function useCornerDrag(
  element: RefObject<HTMLElement | null>,
  corner: Corner,
  onCorner: (corner: Corner) => void,
  onClick: (() => void) | null = null,
) {
  const drag = useRef<Drag | null>(null);
  const wasDragged = useRef(false);
  const from = useRef<DOMRect | null>(null);

  useLayoutEffect(() => {
    glide(element.current, from.current);
    from.current = null;
  }, [element, corner]);

  const moveTo = (to: Corner | null) => {
    const moving = element.current;
    if (!moving) return;
    from.current = moving.getBoundingClientRect();
    shift(moving, '');
    if (to !== null && to !== corner) onCorner(to);
    else glide(moving, from.current);
  };

  const end = (released: boolean) => {
    const { current } = drag;
    drag.current = null;
    const moving = element.current;
    if (!current || !moving || !wasDragged.current) return;
    const speed = performance.now() - current.at > 100 ? { x: 0, y: 0 } : current.speed;
    moveTo(released ? landing(moving, speed) : null);
  };

  return {
    onPointerDown: ({ button, isPrimary, pointerId, clientX, clientY, currentTarget }: PointerEvent) => {
      if (button !== 0 || !isPrimary) return;
      currentTarget.setPointerCapture(pointerId);
      wasDragged.current = false;
      const still = { x: 0, y: 0 };
      drag.current = {
        pointerId,
        start: { x: clientX, y: clientY },
        moved: still,
        speed: still,
        at: performance.now(),
      };
    },
    onPointerMove: ({ pointerId, clientX, clientY }: PointerEvent) => {
      const { current } = drag;
      if (current?.pointerId !== pointerId || !element.current) return;
      const moved = { x: clientX - current.start.x, y: clientY - current.start.y };
      if (!wasDragged.current && Math.hypot(moved.x, moved.y) < SHORTEST_DRAG_PX) return;
      wasDragged.current = true;
      const now = performance.now();
      const elapsed = Math.max(1, now - current.at);
      current.speed = {
        x: (moved.x - current.moved.x) / elapsed,
        y: (moved.y - current.moved.y) / elapsed,
      };
      current.moved = moved;
      current.at = now;
      shift(element.current, `${moved.x}px ${moved.y}px`);
    },
    onPointerUp: () => {
      end(true);
    },
    onPointerCancel: () => {
      end(false);
    },
    onClick: () => {
      if (wasDragged.current) wasDragged.current = false;
      else if (onClick) onClick();
      else moveTo(nextCorner(corner));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const to = cornerAfter(event.key, corner);
      if (to === null) return;
      event.preventDefault();
      moveTo(to);
    },
  };
}

function shift(element: HTMLElement, translate: string): void {
  element.style.translate = translate;
}

/** The corner where an element lands: of its parent, or of the window if it is fixed there. */
function landing(element: HTMLElement, speed: Point): Corner {
  const isFixed = getComputedStyle(element).position === 'fixed';
  const parent = isFixed ? null : element.parentElement;
  const space = parent?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
  const box = element.getBoundingClientRect();
  return cornerAt(
    {
      x: (box.x + box.width / 2 - space.x) / space.width,
      y: (box.y + box.height / 2 - space.y) / space.height,
    },
    { x: speed.x / space.width, y: speed.y / space.height },
  );
}

/** Moves an element from where it was to where it is now. */
function glide(element: HTMLElement | null, from: DOMRect | null): void {
  if (!element || !from || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const to = element.getBoundingClientRect();
  element.animate([{ translate: `${from.x - to.x}px ${from.y - to.y}px` }, { translate: '0 0' }], {
    duration: GLIDE_MS,
    easing: 'cubic-bezier(0.2, 0.9, 0.3, 1)',
  });
}
