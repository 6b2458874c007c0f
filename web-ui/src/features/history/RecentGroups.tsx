import { useQueries } from '@tanstack/react-query';
import { listNames } from '../../lib/listNames';
import type { Person } from '../../lib/person';
import { PeopleIcon } from '../../lib/ui/icons';
import { List } from '../../lib/ui/List';
import { Name } from '../../lib/ui/Name';
import { recentGroups } from './groupCall';
import { callDetails } from './useCallDetails';
import { useHistory } from './useHistory';

interface RecentGroupsProps {
  me: string;
  onChoose: (people: readonly Person[]) => void;
}

/** Only the latest calls are looked at. */
const MAX_CALLS = 10;

/** The people of the latest group calls; nothing if there were none. */
export function RecentGroups({ me, onChoose }: RecentGroupsProps) {
  const { rows } = useHistory('recent groups');
  const calls = rows?.filter(({ kind }) => kind === 'group').slice(0, MAX_CALLS) ?? [];
  const details = useQueries({ queries: calls.map(callDetails) });
  const groups = recentGroups(
    details.flatMap(({ data }) => (data ? [data] : [])),
    me,
  );
  if (groups.length === 0) return null;
  return (
    <>
      <h3 className="px-1 text-sm font-medium text-zinc-600 dark:text-zinc-400">Recent groups</h3>
      <List label="Recent groups">
        {groups.map((people) => {
          const title = listNames(people.map(({ name }) => name));
          return (
            <li key={people.map(({ id }) => id).join()} data-testid="recent-group">
              <button
                type="button"
                onClick={() => {
                  onChoose(people);
                }}
                className="flex w-full cursor-pointer items-center gap-3 px-4 py-2.5 text-left hover:bg-zinc-100/70 dark:hover:bg-zinc-800/70"
              >
                <span className="grid size-9 shrink-0 place-items-center rounded-full bg-zinc-200 text-zinc-600 dark:bg-zinc-700 dark:text-zinc-200">
                  <PeopleIcon size={18} />
                </span>
                <span className="min-w-0 flex-1">
                  <Name text={title} lines={2} className="font-medium" />
                  <span className="block text-sm text-zinc-600 dark:text-zinc-400">
                    {`${people.length} people`}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </List>
    </>
  );
}
