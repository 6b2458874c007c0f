import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../lib/ui/List';
import type { HistoryFilter } from './historyFilter';

/** In place of an empty history: what would be here, and what to do. */
export function NoCalls({ filter }: { filter: HistoryFilter }) {
  if (filter.with !== undefined) return <EmptyState>You have had no calls with this person.</EmptyState>;
  if (filter.show === 'missed') {
    return <EmptyState>No missed calls. Calls that you do not answer appear here.</EmptyState>;
  }
  return (
    <div className="flex flex-col items-center">
      <EmptyState>No calls yet. Your calls appear here, with the people and how long you talked.</EmptyState>
      <Link
        to="/people"
        className="rounded-full bg-teal-700 px-5 py-2.5 text-sm font-medium text-white transition-colors hover:bg-teal-600 forced-colors:border"
      >
        Find someone to call
      </Link>
    </div>
  );
}
