import type { ShownTile } from '../../model/messages';

/** So many screens can be received at once. */
export const MOST_SCREENS = 2;

/** The tiles that the media server sends: of the screens, only the first ones. */
export function servedTiles(tiles: readonly ShownTile[]): readonly ShownTile[] {
  const screens = tiles.filter(({ kind }) => kind === 'screen').slice(0, MOST_SCREENS);
  return tiles.filter((tile) => tile.kind === 'camera' || screens.includes(tile));
}
