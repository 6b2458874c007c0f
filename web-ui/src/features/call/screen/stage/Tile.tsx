import type { CSSProperties, ReactNode } from 'react';
import { Avatar } from '../../../../lib/ui/Avatar';
import { HandIcon, MicOffIcon, PinIcon } from '../../../../lib/ui/icons';
import { weakLabel } from '../../model/weakText';
import { SignalBars } from '../parts/SignalBars';
import type { Rectangle } from './layout';
import type { StageTile } from './tiles';
import { tileStatus } from './tiles';

interface TileProps {
  tile: StageTile;
  /** How the tile names its person: "You", "Bob", "Bob’s screen". */
  name: string;
  own?: boolean;
  place: Rectangle;
  pinned: boolean;
  /** Enlarges the tile, or ends that. null: this tile cannot be pinned. */
  onPin: (() => void) | null;
  /** The video, if there is one. */
  children: ReactNode;
}

/** One person on the stage. The whole tile is a button that pins it. */
export function Tile({ tile, name, own = false, place, pinned, onPin, children }: TileProps) {
  const { person, kind, speaking, handRaised, muted, reconnecting, paused, weakLink } = tile;
  const status = tileStatus(tile);
  const tiny = place.width < 130 || place.height < 90;
  return (
    <li
      data-testid={own ? 'own-tile' : 'tile'}
      data-user={person.id}
      data-kind={kind}
      aria-label={status === '' ? name : `${name}, ${status}`}
      style={styleOf(place)}
      className="absolute top-0 left-0 grid place-items-center overflow-hidden rounded-xl bg-zinc-800 motion-safe:transition-[translate,width,height] motion-safe:duration-300 sm:rounded-2xl"
    >
      <Avatar person={person} size={avatarSize(place)} />
      {children}
      {reconnecting && (
        <span className="absolute inset-0 grid place-items-center bg-zinc-950/70 p-2 text-center text-sm backdrop-grayscale">
          <span className="appear-late">{tiny ? '…' : 'Reconnecting…'}</span>
        </span>
      )}
      {paused && !reconnecting && !tiny && (
        <span
          aria-hidden="true"
          className="absolute inset-x-0 top-2 truncate px-10 text-center text-xs text-zinc-300"
        >
          Video paused: your connection is slow
        </span>
      )}
      <span
        aria-hidden="true"
        className={`absolute bottom-1.5 left-1.5 flex max-w-[calc(100%-0.75rem)] items-center gap-1 rounded-full bg-zinc-950/65 px-2 *:shrink-0 *:last:shrink ${tiny ? 'py-px text-xs' : 'py-0.5 text-sm'}`}
      >
        {weakLink && !reconnecting && (
          <span title={weakLabel(weakLink)}>
            <SignalBars link={weakLink} size={tiny ? 12 : 14} />
          </span>
        )}
        {muted && <MicOffIcon size={tiny ? 12 : 14} />}
        {pinned && <PinIcon size={tiny ? 12 : 14} />}
        <bdi className="truncate">{name}</bdi>
      </span>
      {handRaised && (
        <span
          aria-hidden="true"
          data-testid="tile-hand"
          className="absolute top-1.5 left-1.5 grid size-7 place-items-center rounded-full bg-amber-300 text-zinc-900"
        >
          <HandIcon size={16} />
        </span>
      )}
      <span
        aria-hidden="true"
        data-testid={speaking ? 'tile-speaking' : undefined}
        className={`pointer-events-none absolute inset-0 rounded-[inherit] ring-3 ring-teal-400 ring-inset motion-safe:transition-opacity ${speaking ? 'forced-colors:border-4' : 'opacity-0'}`}
      />
      {onPin && (
        <button
          type="button"
          aria-label={`Pin ${name}`}
          aria-pressed={pinned}
          onClick={onPin}
          className="absolute inset-0 cursor-pointer rounded-[inherit] focus-visible:-outline-offset-4"
        />
      )}
    </li>
  );
}

function styleOf({ x, y, width, height }: Rectangle): CSSProperties {
  return {
    translate: `${Math.round(x)}px ${Math.round(y)}px`,
    width: Math.round(width),
    height: Math.round(height),
  };
}

function avatarSize({ width, height }: Rectangle): 'small' | 'medium' | 'big' | 'large' {
  const side = Math.min(width, height);
  if (side < 90) return 'small';
  if (side < 160) return 'medium';
  return side < 300 ? 'big' : 'large';
}
