import { useCallback, useEffect, useState } from 'react';
import { api, isUnauthorized, errorText } from '../../lib/api';
import type { User } from '../../lib/person';
import type { ListState } from '../../lib/ui/List';

const DEBOUNCE_MS = 200;

/** What came of a query; `people` is null where it was refused. */
interface SearchResult {
  readonly query: string;
  readonly people: readonly User[] | null;
  readonly problem: string | null;
}

/** The people who match. An empty query is for everybody, whom the server lists only where its operator wants it; null is for nobody. */
export function useSearch(query: string | null, onUnauthorized: () => void): ListState<User> {
  const [found, setFound] = useState<SearchResult | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (query === null) return;
    let current = true;
    const find = async () => {
      try {
        const people = await api<User[]>(`/api/users?limit=50&query=${encodeURIComponent(query)}`);
        if (current) setFound({ query, people, problem: null });
      } catch (cause) {
        if (isUnauthorized(cause)) onUnauthorized();
        else if (current) {
          setFound({
            query,
            people: null,
            problem: errorText(cause, 'Nobody can be searched for with these letters. Try others.'),
          });
        }
      }
    };
    const timer = setTimeout(() => void find(), query ? DEBOUNCE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, attempt, onUnauthorized]);

  const retry = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);
  // While one types, what was found last stays, unless it was everybody.
  const isFor =
    query !== null && found !== null && (found.query === query || (found.query !== '' && query !== ''));
  return { rows: isFor ? found.people : null, problem: isFor ? found.problem : null, retry };
}
