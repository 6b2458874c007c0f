import type { ReactNode } from 'react';

interface SnackbarProps {
  text: string;
  /** Appears after a delay, because most problems of its kind disappear before that. */
  delayed?: boolean;
  children?: ReactNode;
}

/** A short message at the bottom of the screen, with its actions. */
export function Snackbar({ text, delayed = false, children }: SnackbarProps) {
  return (
    <div
      className={`${delayed ? 'appear-late' : ''} flex min-h-14 items-center gap-2 rounded-xl border border-zinc-200 bg-white py-1 pr-1 pl-4 shadow-lg dark:border-zinc-700 dark:bg-zinc-800`}
    >
      <p className="min-w-0 flex-1 text-sm">{text}</p>
      {children}
    </div>
  );
}

interface ActionProps {
  label: string;
  onClick: () => void;
  /** Added to the accessible name: whom or what the action is about. */
  about?: string;
  /** The action that users most likely want. */
  strong?: boolean;
  disabled?: boolean;
  /** Receives the focus when it appears. */
  focused?: boolean;
}

const LOOKS = {
  plain: 'rounded-lg text-teal-700 hover:bg-teal-600/10 dark:text-teal-400',
  strong: 'mr-1.5 rounded-full bg-teal-700 text-white hover:bg-teal-600 forced-colors:border',
} as const;

export function Action({
  label,
  onClick,
  about,
  strong = false,
  disabled = false,
  focused = false,
}: ActionProps) {
  return (
    <button
      type="button"
      autoFocus={focused}
      disabled={disabled}
      aria-label={about && `${label} ${about}`}
      onClick={onClick}
      className={`${LOOKS[strong ? 'strong' : 'plain']} shrink-0 cursor-pointer px-4 py-2 text-sm font-medium transition-colors disabled:cursor-default disabled:opacity-60`}
    >
      {label}
    </button>
  );
}
