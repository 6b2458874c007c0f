import { useCallback, useEffect, useState } from 'react';
import { api, isUnauthorized, wordsOf } from '../../lib/api';
import type { User } from '../../lib/person';
import type { Asked } from '../../lib/ui/List';

const SETTLE_MS = 200;

/** What came of a query; `people` is null where it was refused. */
interface Found {
  readonly query: string;
  readonly people: readonly User[] | null;
  readonly problem: string | null;
}

/** The people who match. An empty query is for everybody, whom the server lists only where its operator wants it; null is for nobody. */
export function useSearch(query: string | null, onUnauthorized: () => void): Asked<User> {
  const [found, setFound] = useState<Found | null>(null);
  const [tries, setTries] = useState(0);

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
            problem: wordsOf(cause, 'Nobody can be searched for with these letters. Try others.'),
          });
        }
      }
    };
    const timer = setTimeout(() => void find(), query ? SETTLE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, tries, onUnauthorized]);

  const retry = useCallback(() => {
    setTries((before) => before + 1);
  }, []);
  // While one types, what was found last stays, unless it was everybody.
  const isFor =
    query !== null && found !== null && (found.query === query || (found.query !== '' && query !== ''));
  return { rows: isFor ? found.people : null, problem: isFor ? found.problem : null, retry };
}
