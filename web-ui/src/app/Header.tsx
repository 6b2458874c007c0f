import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '../lib/person';
import { Avatar } from '../lib/ui/Avatar';
import { Name } from '../lib/ui/Name';

const MISSED_ID = 'missed-calls';
/** The badge shows larger counts as "99+". */
const MAX_BADGE = 99;

interface HeaderProps {
  user: User;
  /** The number of missed calls that the user has not seen yet. */
  unseen: number;
  onSignOut: () => void;
}

const TABS = [
  { to: '/people', label: 'People' },
  { to: '/history', label: 'History' },
  { to: '/you', label: 'You' },
] as const;

export function Header({ user, unseen, onSignOut }: HeaderProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-3 pt-4">
      <Avatar person={user} size="small" />
      <div className="min-w-0 flex-1">
        <h1 className="text-lg leading-tight font-semibold">Visavis</h1>
        <p className="text-sm text-zinc-600 dark:text-zinc-400">
          <Name text={user.name} />
        </p>
      </div>
      <NotificationPermission />
      <button
        type="button"
        onClick={onSignOut}
        className="shrink-0 cursor-pointer rounded-lg px-3 py-2 text-sm font-medium text-zinc-700 lg:order-2 hover:bg-zinc-200/70 dark:text-zinc-300 dark:hover:bg-zinc-800"
      >
        Sign out
      </button>
      <nav
        aria-label="Pages"
        className="grid w-full grid-cols-3 rounded-xl bg-zinc-200/70 p-1 lg:order-1 lg:w-96 dark:bg-zinc-900"
      >
        {TABS.map(({ to, label }) => (
          <Tab
            key={to}
            to={to}
            label={label}
            {...(to === '/history' ? { count: unseen, describedBy: MISSED_ID } : {})}
          />
        ))}
      </nav>
      <span id={MISSED_ID} role="status" className="sr-only">
        {unseen > 0 && `${unseen} missed ${unseen === 1 ? 'call' : 'calls'}`}
      </span>
    </header>
  );
}

interface TabProps {
  to: (typeof TABS)[number]['to'];
  label: string;
  /** Shown as a badge. */
  count?: number;
  /** The id of the element that explains the badge. */
  describedBy?: string;
}

const CURRENT =
  'bg-white shadow-sm dark:bg-zinc-700 forced-colors:bg-[SelectedItem] forced-colors:text-[SelectedItemText] forced-colors:forced-color-adjust-none';
const OTHER = 'text-zinc-600 hover:text-zinc-900 dark:text-zinc-400 dark:hover:text-zinc-100';

/** A link that is marked as the current page also on the pages below it. */
function Tab({ to, label, count = 0, describedBy }: TabProps) {
  return (
    <Link
      to={to}
      aria-describedby={describedBy}
      activeProps={{ className: CURRENT }}
      inactiveProps={{ className: OTHER }}
      className="rounded-lg py-2 text-center text-sm font-medium transition-colors"
    >
      {label}
      {count > 0 && (
        <span
          aria-hidden="true"
          data-testid="unseen"
          className="ml-1.5 inline-block min-w-5 rounded-full bg-red-600 px-1.5 text-xs leading-5 font-semibold text-white forced-colors:border"
        >
          {count > MAX_BADGE ? `${MAX_BADGE}+` : count}
        </span>
      )}
    </Link>
  );
}

/** Asks once for permission to show notifications of calls while the page is in the background. */
function NotificationPermission() {
  const [asked, setAsked] = useState(!('Notification' in window) || Notification.permission !== 'default');
  if (asked) return null;
  return (
    <button
      type="button"
      onClick={() => {
        void Notification.requestPermission().then(() => {
          setAsked(true);
        });
      }}
      className="shrink-0 cursor-pointer rounded-lg px-3 py-2 text-sm font-medium text-teal-700 hover:bg-teal-600/10 lg:order-2 dark:text-teal-400"
    >
      Notify me
    </button>
  );
}
