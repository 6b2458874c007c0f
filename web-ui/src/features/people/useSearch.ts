import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api';
import { listState } from '../../lib/ui/listState';
import type { User } from '../../lib/person';
import type { ListState } from '../../lib/ui/List';

const DEBOUNCE_MS = 200;

/**
 * The people who match the query. An empty query matches everybody, whom the server lists only if its operator allows
 * that; null searches for nobody.
 */
export function useSearch(query: string | null): ListState<User> {
  const searched = useDebounced(query);
  const result = useQuery({
    queryKey: ['users', searched],
    queryFn: () => api<User[]>(`/api/users?limit=50&query=${encodeURIComponent(searched ?? '')}`),
    enabled: searched !== null,
    // While the user types, the previous people stay, unless they were everybody.
    placeholderData: (people, previous) => (searched && previous?.queryKey[1] ? people : undefined),
  });
  const isResult = query === searched || Boolean(query && searched);
  const { rows, problem, retry } = listState(
    result.data,
    result,
    'This search is not possible. Try other letters.',
  );
  return isResult ? { rows, problem, retry } : { rows: null, problem: null, retry };
}

/** Changes only after the query has stayed the same for a moment. */
function useDebounced(query: string | null): string | null {
  const [settled, setSettled] = useState(query);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setSettled(query);
      },
      query ? DEBOUNCE_MS : 0,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [query]);
  return settled;
}
