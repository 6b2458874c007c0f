import { useEffect } from 'react';
import type { ShownTile } from '../../model/messages';
import type { Rectangle } from './layout';
import type { StageTile } from './tiles';

/** While tiles move or the window changes its size, nothing is announced. */
const SETTLED_MS = 150;

/** Announces which tiles are in view and how large, the largest first, so that nobody sends more than is shown. */
export function useView(
  shown: readonly StageTile[],
  places: readonly Rectangle[],
  onView: (tiles: readonly ShownTile[]) => void,
): void {
  const text = JSON.stringify(viewOf(shown, places));
  useEffect(() => {
    const timer = setTimeout(() => {
      onView(JSON.parse(text) as ShownTile[]);
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, onView]);
}

function viewOf(shown: readonly StageTile[], places: readonly Rectangle[]): readonly ShownTile[] {
  return shown
    .flatMap(({ person, kind }, index) => {
      const place = places[index];
      return place ? [{ userId: person.id, kind, height: Math.ceil(place.height * devicePixelRatio) }] : [];
    })
    .sort((one, other) => other.height - one.height);
}
