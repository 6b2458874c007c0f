import type { ReactNode } from 'react';

/** Rows on a card. */
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

/** What stands where a list would be. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="p-8 text-center text-balance text-zinc-600 dark:text-zinc-400">{children}</p>;
}

export function Problem({ text }: { text: string | null }) {
  return (
    <p role="alert" className="px-1 text-sm text-red-700 empty:hidden dark:text-red-400">
      {text}
    </p>
  );
}
