import type { User } from '../../lib/person';
import { ShareLink } from './ShareLink';

/** For a user without contacts: how to find people, and how to be found. */
export function FirstSteps({ user }: { user: User }) {
  return (
    <div className="flex flex-col gap-4 py-4">
      <div className="px-4 text-center text-balance">
        <p className="text-lg font-semibold">No contacts yet.</p>
        <p className="mt-1 text-zinc-600 dark:text-zinc-400">
          Find people above by their name or username. Add those you call often from the menu next to their
          name: then you see when they are online.
        </p>
      </div>
      <ShareLink user={user} />
    </div>
  );
}
