import type { ReactNode, RefObject } from 'react';
import { useEffect, useState } from 'react';
import { RestoreIcon } from '../../../../lib/ui/icons';
import type { Corner } from '../parts/viewSettings';
import { useCornerDrag } from '../selfView/useCornerDrag';

const PLACES: Record<Corner, string> = {
  topLeft: 'top-4 left-4',
  topRight: 'top-4 right-4',
  bottomLeft: 'bottom-[calc(1rem+var(--safe-b))] left-4',
  bottomRight: 'right-4 bottom-[calc(1rem+var(--safe-b))]',
};

interface CallFrameProps {
  screen: RefObject<HTMLDivElement | null>;
  label: string;
  state: string;
  topology?: string;
  /** The call is a small card over the page, instead of covering it. */
  minimized: boolean;
  /** The card has room for a picture. */
  roomy: boolean;
  /** The pointer has faded with the controls. */
  pointerHidden: boolean;
  onRestore: () => void;
  /** What is shown in both sizes; the same elements, so that no video starts again. */
  media: ReactNode;
  children: ReactNode;
}

/** A call: it covers the page, or is a card in a corner of it that can be moved. */
export function CallFrame(props: CallFrameProps) {
  const { screen, label, state, topology, minimized, roomy, pointerHidden, onRestore, media, children } =
    props;
  const [corner, setCorner] = useState<Corner>('bottomRight');
  const handlers = useCornerDrag(screen, corner, setCorner, onRestore);
  useEffect(() => {
    if (!minimized) screen.current?.focus();
  }, [screen, minimized]);
  const card = `rise w-68 max-w-[calc(100vw-2rem)] rounded-2xl shadow-2xl ring-1 ring-white/15 ${roomy ? 'aspect-video' : ''} ${PLACES[corner]}`;
  return (
    <div
      data-testid="active-call"
      data-state={state}
      data-topology={topology}
      data-minimized={minimized}
      data-corner={minimized ? corner : undefined}
      ref={screen}
      tabIndex={-1}
      role={minimized ? 'region' : 'dialog'}
      aria-label={label}
      className={`dark fixed z-20 overflow-hidden bg-zinc-950 text-white outline-none ${minimized ? card : 'inset-0'} ${pointerHidden ? 'cursor-none' : ''}`}
    >
      {media}
      {minimized && (
        <button
          type="button"
          aria-label="Back to the call"
          title="Back to the call"
          {...handlers}
          className="group absolute inset-0 cursor-pointer touch-none rounded-[inherit] focus-visible:-outline-offset-4"
        >
          {roomy && (
            <span className="absolute top-2 left-2 grid size-8 place-items-center rounded-full bg-zinc-950/70 group-hover:bg-zinc-950/80">
              <RestoreIcon size={16} />
            </span>
          )}
        </button>
      )}
      {children}
    </div>
  );
}
