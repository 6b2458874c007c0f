import { useState } from 'react';
import type { User } from '../../lib/person';
import { Action } from '../../lib/ui/Snackbar';

type Copied = 'not yet' | 'copied' | 'failed';

const TEXTS: Record<Copied, string> = {
  'not yet': '',
  copied: 'Copied. Paste it into a message.',
  failed: 'Your browser does not allow copying. Select the link and copy it yourself.',
};

/** The address at which others find this user and can call them. */
export function ShareLink({ user }: { user: User }) {
  const [copied, setCopied] = useState<Copied>('not yet');
  const link = `${location.origin}/people/${user.id}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('copied');
    } catch (cause) {
      console.warn('The link could not be copied', cause);
      setCopied('failed');
    }
  };
  return (
    <div className="flex flex-col gap-2 rounded-2xl border border-zinc-200 bg-white p-4 dark:border-zinc-800 dark:bg-zinc-900">
      <p className="text-sm text-zinc-600 dark:text-zinc-400">
        People with an account here open this link to see you and call you.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <input
          readOnly
          aria-label="Your link"
          value={link}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
          }}
          className="min-w-40 flex-1 truncate rounded-lg border border-zinc-300 bg-white px-3 py-2 text-sm dark:border-zinc-700 dark:bg-zinc-950"
        />
        <Action strong label="Copy my link" onClick={() => void copy()} />
      </div>
      <p role="status" className="text-sm empty:hidden">
        {TEXTS[copied]}
      </p>
    </div>
  );
}
