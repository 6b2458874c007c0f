import { useMemo, useState } from 'react';
import { inText } from '../../../../lib/inText';
import type { ShownTile } from '../../model/messages';
import type { TileKey } from './arrangement';
import type { Rectangle } from './layout';
import { layoutTiles, pageSize } from './layout';
import { Pager } from './Pager';
import { Tile } from './Tile';
import type { StageTile } from './tiles';
import { tileKey } from './tiles';
import { TileVideo } from './TileVideo';
import { useArrangement } from './useArrangement';
import { useStageSize } from './useStageSize';
import { useSwipe } from './useSwipe';
import { useView } from './useView';

/** A tile that is wider than this shows an upright picture whole. */
const WIDE = 1.2;

interface StageProps {
  /** The tiles of others, in the order in which they joined. */
  tiles: readonly StageTile[];
  /** The user's own tile and the video in it, for as long as nobody else is there. */
  own: StageTile;
  ownVideo: React.ReactNode;
  /** The user ids of those who speak, the loudest first. */
  speakers: readonly string[];
  /** Whether the speaker's tile is large, instead of all being equally large. */
  followsSpeaker: boolean;
  pinned: TileKey | null;
  onPin: (tile: TileKey | null) => void;
  /** Called with what is in view, each time that changes. */
  onView: (tiles: readonly ShownTile[]) => void;
  onShown: (stream: MediaStream) => void;
  /** Whether something takes its place on a narrow screen. */
  hiddenOnPhones: boolean;
}

/** The tiles of a group call. If there are too many for one page, speakers come into view by themselves. */
export function Stage(props: StageProps) {
  const { tiles, own, ownVideo, speakers, followsSpeaker, pinned } = props;
  const { onPin, onView, onShown, hiddenOnPhones } = props;
  const [stage, size] = useStageSize();
  const [page, setPage] = useState(0);
  const scene = useMemo(() => {
    const shared = tiles.find(({ kind }) => kind === 'screen')?.key ?? null;
    const featured = tiles.some(({ key }) => key === pinned) ? pinned : shared;
    return {
      tiles: tiles.map(({ key }) => key),
      speakers: speakers.map((userId) => tileKey(userId, 'camera')),
      featured,
      followsSpeaker,
      page,
      pageSize: pageSize(size, featured !== null || followsSpeaker),
    };
  }, [tiles, speakers, pinned, followsSpeaker, page, size]);
  const arrangement = useArrangement(scene);

  const shown = arrangement.visible.flatMap((key) => tiles.filter((tile) => tile.key === key));
  const main = shown.findIndex(({ key }) => key === arrangement.main);
  const isAlone = tiles.length === 0;
  const places = layoutTiles(isAlone ? 1 : shown.length, size, main === -1 ? null : main);
  const ownPlace = isAlone ? places[0] : undefined;
  useView(shown, places, onView);
  const swipe = useSwipe((step) => {
    setPage(Math.max(0, Math.min(arrangement.pages - 1, arrangement.page + step)));
  });

  return (
    <div className={`flex min-h-0 min-w-0 flex-1 flex-col ${hiddenOnPhones ? 'max-md:invisible' : ''}`}>
      <ul
        ref={stage}
        aria-label="Participants"
        data-testid="stage"
        className="relative min-h-0 flex-1 touch-pan-y"
        {...swipe}
      >
        {shown.map((tile, index) => (
          <OtherTile
            key={tile.key}
            tile={tile}
            place={places[index]}
            pinned={tile.key === pinned}
            onPin={() => {
              onPin(tile.key === pinned ? null : tile.key);
            }}
            onShown={onShown}
          />
        ))}
        {ownPlace && (
          <Tile tile={own} name="You" own place={ownPlace} pinned={false} onPin={null}>
            {ownVideo}
          </Tile>
        )}
      </ul>
      <Pager page={arrangement.page} pages={arrangement.pages} onPage={setPage} />
    </div>
  );
}

interface OtherTileProps {
  tile: StageTile;
  place: Rectangle | undefined;
  pinned: boolean;
  onPin: () => void;
  onShown: (stream: MediaStream) => void;
}

function OtherTile({ tile, place, pinned, onPin, onShown }: OtherTileProps) {
  if (!place) return null;
  const { stream, kind, person } = tile;
  const name = kind === 'screen' ? `${inText(person.name)}’s screen` : person.name;
  return (
    <Tile tile={tile} name={name} place={place} pinned={pinned} onPin={onPin}>
      {stream && (
        <TileVideo
          stream={stream}
          label={name}
          whole={kind === 'screen'}
          wide={place.width > place.height * WIDE}
          onShown={onShown}
        />
      )}
    </Tile>
  );
}
