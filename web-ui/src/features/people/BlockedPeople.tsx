import { Avatar } from '../../lib/ui/Avatar';
import { List, Nothing } from '../../lib/ui/List';
import { Action } from '../../lib/ui/Words';
import type { Relations } from './useRelations';

/** Whom one blocks. */
export function BlockedPeople({ blocks, unblock }: Pick<Relations, 'blocks' | 'unblock'>) {
  if (!blocks) return null;
  if (blocks.length === 0) {
    return <Nothing>Nobody. You can block people from the menu beside their name.</Nothing>;
  }
  return (
    <List label="Blocked people">
      {blocks.map((person) => (
        <li
          key={person.id}
          data-testid={`blocked-${person.username}`}
          className="flex items-center gap-3 py-3 pr-2 pl-4"
        >
          <Avatar person={person} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{person.name}</span>
            <span className="block truncate text-sm text-zinc-600 dark:text-zinc-400">
              @{person.username}
            </span>
          </span>
          <Action
            label="Unblock"
            about={person.name}
            onClick={() => {
              unblock(person);
            }}
          />
        </li>
      ))}
    </List>
  );
}
