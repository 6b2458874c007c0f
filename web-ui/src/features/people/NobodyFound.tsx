import { EmptyState } from '../../lib/ui/List';

/** The text of a search without a result. */
export function NobodyFound({ query }: { query: string }) {
  return (
    <EmptyState>
      Nobody found for “<bdi className="break-words">{query}</bdi>”. Check the spelling, or search for their
      username.
    </EmptyState>
  );
}
