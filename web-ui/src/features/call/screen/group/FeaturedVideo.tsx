import { useEffect } from 'react';
import type { ShownTile } from '../../model/messages';
import type { StageTile } from '../stage/tiles';
import { TileVideo } from '../stage/TileVideo';
import { Avatar } from '../../../../lib/ui/Avatar';

/** The height of the small picture in CSS pixels. */
const HEIGHT = 180;

interface FeaturedVideoProps {
  tile: StageTile;
  onView: (tiles: readonly ShownTile[]) => void;
  onShown: (stream: MediaStream) => void;
}

/** The one picture of a call that is shown small. Nobody sends more than that meanwhile. */
export function FeaturedVideo({ tile, onView, onShown }: FeaturedVideoProps) {
  const { person, kind, stream } = tile;
  useEffect(() => {
    onView([{ userId: person.id, kind, height: Math.ceil(HEIGHT * devicePixelRatio) }]);
  }, [person.id, kind, onView]);
  return (
    <span className="pointer-events-none absolute inset-0 grid place-items-center bg-zinc-900">
      <Avatar person={person} size="big" />
      {stream && (
        <TileVideo
          stream={stream}
          label={person.name}
          whole={kind === 'screen'}
          wide={false}
          onShown={onShown}
        />
      )}
    </span>
  );
}
