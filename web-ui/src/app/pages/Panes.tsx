import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useIsWide } from '../../lib/useMedia';

interface PanesProps {
  list: ReactNode;
  /** What was chosen in the list; null while nothing is chosen. */
  detail: ReactNode;
  /** Shown beside the list while nothing is chosen. */
  hint: string;
}

/** A list and what was chosen in it: side by side on wide screens, one of the two on others. The list stays as it is. */
export function Panes({ list, detail, hint }: PanesProps) {
  const isOpen = detail !== null;
  return (
    <div className="lg:grid lg:grid-cols-[minmax(22rem,2fr)_3fr] lg:items-start lg:gap-8">
      <div className={isOpen ? 'max-lg:hidden' : ''}>{list}</div>
      <div
        className={`lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto ${isOpen ? '' : 'max-lg:hidden'}`}
      >
        {detail ?? (
          <p className="rounded-2xl border border-dashed border-zinc-300 px-8 py-24 text-center text-balance text-zinc-600 dark:border-zinc-700 dark:text-zinc-400">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

interface DetailPaneProps {
  /** The accessible name of the pane. */
  title: string;
  /** The list that the pane belongs to. */
  back: ReactNode;
  children: ReactNode;
}

/** The right pane. Where it covers the list, it receives the focus and has a way back. */
export function DetailPane({ title, back, children }: DetailPaneProps) {
  const isWide = useIsWide();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isWide) heading.current?.focus({ preventScroll: true });
  }, [isWide]);
  return (
    <section aria-label={title} className="mx-auto flex w-full max-w-lg flex-col gap-4 p-1">
      <div className="flex items-center lg:hidden">{back}</div>
      <h2 ref={heading} tabIndex={-1} className="sr-only">
        {title}
      </h2>
      {children}
    </section>
  );
}

export const BACK =
  '-ml-2 flex min-h-11 items-center gap-1 rounded-lg pr-3 pl-1 text-sm font-medium text-teal-700 hover:bg-teal-600/10 dark:text-teal-400';
