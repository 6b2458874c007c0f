import type { ReactNode } from 'react';
import { Action } from './Snackbar';

/** A card with rows. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-zinc-100 rounded-2xl border border-zinc-200 bg-white dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900"
    >
      {children}
    </ul>
  );
}

/** Rows from the server. `rows` is null until they are known; `problem` may be set while older rows are shown. */
export interface ListState<T> {
  readonly rows: readonly T[] | null;
  readonly problem: string | null;
  readonly retry: () => void;
}

interface ListSectionProps<T> {
  label: string;
  state: ListState<T>;
  /** Shown if there are no rows. */
  empty: ReactNode;
  row: (row: T) => ReactNode;
}

/** A list that is loading, failed, empty, or has rows. */
export function ListSection<T>({ label, state: { rows, problem, retry }, empty, row }: ListSectionProps<T>) {
  return (
    <>
      <ErrorText text={problem} onRetry={retry} />
      {rows === null && problem === null && <Loading />}
      {rows?.length === 0 && problem === null && empty}
      {rows && rows.length > 0 && <List label={label}>{rows.map(row)}</List>}
    </>
  );
}

/** A text in place of an empty list. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <p className="p-8 text-center text-balance text-zinc-600 dark:text-zinc-400">{children}</p>;
}

/** The shape of the rows to come. It appears only if loading takes long. */
export function Loading() {
  return (
    <div role="status" className="appear-late">
      <span className="sr-only">Loading…</span>
      <div
        aria-hidden="true"
        className="divide-y divide-zinc-100 rounded-2xl border border-zinc-200 bg-white motion-safe:animate-pulse dark:divide-zinc-800 dark:border-zinc-800 dark:bg-zinc-900"
      >
        {['w-2/5', 'w-3/5', 'w-1/2'].map((width) => (
          <div key={width} className="flex items-center gap-3 px-4 py-3">
            <span className="size-12 shrink-0 rounded-full bg-zinc-200 dark:bg-zinc-800" />
            <span className="flex flex-1 flex-col gap-2">
              <span className={`h-3.5 rounded-full bg-zinc-200 dark:bg-zinc-800 ${width}`} />
              <span className="h-3 w-1/4 rounded-full bg-zinc-100 dark:bg-zinc-800/60" />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

export function ErrorText({ text, onRetry }: { text: string | null; onRetry?: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-col items-start px-1 text-sm text-red-700 empty:hidden dark:text-red-400"
    >
      {text !== null && (
        <>
          <p className="max-w-full break-words">{text}</p>
          {onRetry && (
            <span className="-ml-4">
              <Action label="Try again" onClick={onRetry} />
            </span>
          )}
        </>
      )}
    </div>
  );
}
