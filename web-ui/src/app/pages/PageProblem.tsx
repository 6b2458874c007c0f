import { Link } from '@tanstack/react-router';
import { Action } from '../../lib/ui/Snackbar';

/** The address names no page. */
export function NoSuchPage() {
  return (
    <section aria-label="No such page" className="flex flex-col items-center gap-2 p-8 text-center">
      <h2 className="text-lg font-semibold">There is no page at this address</h2>
      <p className="text-balance text-zinc-600 dark:text-zinc-400">
        The link may be incomplete. Ask for it again, or go to your people.
      </p>
      <Link
        to="/people"
        className="rounded-lg px-4 py-2 text-sm font-medium text-teal-700 hover:bg-teal-600/10 dark:text-teal-400"
      >
        Go to People
      </Link>
    </section>
  );
}

/** A page failed; the others and a call continue. */
export function PageFailed() {
  return (
    <section
      role="alert"
      aria-label="Page problem"
      className="flex flex-col items-center gap-2 p-8 text-center"
    >
      <h2 className="text-lg font-semibold">This page could not be shown</h2>
      <p className="text-balance text-zinc-600 dark:text-zinc-400">
        Check your connection, then load the page again.
      </p>
      <Action
        label="Load again"
        onClick={() => {
          location.reload();
        }}
      />
    </section>
  );
}
