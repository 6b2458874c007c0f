import { Link } from '@tanstack/react-router';
import { useUser } from '../../lib/useUser';
import { Name } from '../../lib/ui/Name';
import type { HistoryFilter } from './historyFilter';

const TAB = 'flex min-h-9 max-w-48 items-center rounded-full px-4 text-sm font-medium transition-colors';
const CURRENT =
  'bg-teal-700 text-white forced-colors:bg-[SelectedItem] forced-colors:text-[SelectedItemText] forced-colors:forced-color-adjust-none';
const OTHER = 'bg-zinc-200/70 hover:bg-zinc-200 dark:bg-zinc-800 dark:hover:bg-zinc-700';

/** All calls, the missed ones, or those with one person. */
export function HistoryFilters({ filter }: { filter: HistoryFilter }) {
  const { user } = useUser(filter.with);
  const isAll = filter.show === undefined && filter.with === undefined;
  return (
    <nav aria-label="Which calls" className="flex flex-wrap gap-2">
      <FilterLink label="All" current={isAll} search={{}} />
      <FilterLink
        label="Missed"
        current={filter.show === 'missed' && filter.with === undefined}
        search={{ show: 'missed' }}
      />
      {filter.with !== undefined && (
        <FilterLink label={user?.name ?? 'One person'} current search={{ with: filter.with }} />
      )}
    </nav>
  );
}

interface FilterLinkProps {
  label: string;
  current: boolean;
  search: HistoryFilter;
}

function FilterLink({ label, current, search }: FilterLinkProps) {
  return (
    <Link
      to="/history"
      search={search}
      activeProps={{ 'aria-current': undefined }}
      aria-current={current ? 'true' : undefined}
      className={`${TAB} ${current ? CURRENT : OTHER}`}
    >
      <Name text={label} />
    </Link>
  );
}
