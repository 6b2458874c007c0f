import { Avatar } from '../../lib/ui/Avatar';
import { ListSection, EmptyState } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { Action } from '../../lib/ui/Snackbar';
import type { Relations } from './useRelations';

/** The users whom the user has blocked. */
export function BlockedPeople({ relations }: { relations: Relations }) {
  const { blocks, problem, retry, unblock } = relations;
  return (
    <ListSection
      label="Blocked people"
      state={{ rows: blocks, problem, retry }}
      empty={
        <EmptyState>
          You have not blocked anyone. To block someone, use the menu next to their name.
        </EmptyState>
      }
      row={(person) => (
        <li
          key={person.id}
          data-testid={`blocked-${person.username}`}
          className="flex items-center gap-3 py-3 pr-2 pl-4"
        >
          <Avatar person={person} />
          <span className="min-w-0 flex-1">
            <Name text={person.name} className="font-medium" />
            <Name text={`@${person.username}`} className="text-sm text-zinc-600 dark:text-zinc-400" />
          </span>
          <Action
            label="Unblock"
            about={person.name}
            onClick={() => {
              unblock(person);
            }}
          />
        </li>
      )}
    />
  );
}
