import { useEffect } from 'react';
import type { UserId } from '../../model/peers';
import type { Rectangle } from './layout';
import type { StageTile } from './tiles';

/** A tile in view. */
export interface ShownTile {
  readonly userId: UserId;
  readonly kind: StageTile['kind'];
  /** In pixels of the screen, rounded up. */
  readonly height: number;
}

/** While tiles move or the window changes its size, nothing is announced. */
const SETTLED_MS = 150;

/** Announces which tiles are in view and how large, so that nobody sends more than is shown. */
export function useView(
  shown: readonly StageTile[],
  places: readonly Rectangle[],
  onView: (tiles: readonly ShownTile[]) => void,
): void {
  const tiles = shown.flatMap(({ person, kind }, index) => {
    const place = places[index];
    return place ? [{ userId: person.id, kind, height: Math.ceil(place.height * devicePixelRatio) }] : [];
  });
  const text = JSON.stringify(tiles);
  useEffect(() => {
    const timer = setTimeout(() => {
      onView(JSON.parse(text) as ShownTile[]);
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, onView]);
}
