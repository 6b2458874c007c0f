import type { Corner } from '../parts/viewSettings';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How long a thrown picture would keep its speed, in milliseconds. */
const THROW_MS = 150;

/**
 * The corner that a picture moves to when it is let go. `middle`: its middle, from 0 to 1 across and down the space.
 * `speed`: in spaces per millisecond.
 */
export function cornerAt(middle: Point, speed: Point): Corner {
  const isRight = middle.x + speed.x * THROW_MS > 0.5;
  const isBottom = middle.y + speed.y * THROW_MS > 0.5;
  if (isBottom) return isRight ? 'bottomRight' : 'bottomLeft';
  return isRight ? 'topRight' : 'topLeft';
}

const BY_KEY: Record<string, Partial<Record<Corner, Corner>>> = {
  ArrowLeft: { topRight: 'topLeft', bottomRight: 'bottomLeft' },
  ArrowRight: { topLeft: 'topRight', bottomLeft: 'bottomRight' },
  ArrowUp: { bottomLeft: 'topLeft', bottomRight: 'topRight' },
  ArrowDown: { topLeft: 'bottomLeft', topRight: 'bottomRight' },
};

/** The corner that a key moves a picture to; null if it stays. */
export function cornerAfter(key: string, corner: Corner): Corner | null {
  return BY_KEY[key]?.[corner] ?? null;
}

const CLOCKWISE: Record<Corner, Corner> = {
  topLeft: 'topRight',
  topRight: 'bottomRight',
  bottomRight: 'bottomLeft',
  bottomLeft: 'topLeft',
};

export function nextCorner(corner: Corner): Corner {
  return CLOCKWISE[corner];
}

export const CORNER_NAMES: Record<Corner, string> = {
  topLeft: 'top left',
  topRight: 'top right',
  bottomLeft: 'bottom left',
  bottomRight: 'bottom right',
};

/** The classes that place an element in a corner of its parent. */
export const CORNER_PLACES: Record<Corner, string> = {
  topLeft: 'top-0 left-0',
  topRight: 'top-0 right-0',
  bottomLeft: 'bottom-0 left-0',
  bottomRight: 'right-0 bottom-0',
};
