import { useEffect, useState } from 'react';
import { api, isUnauthorized, wordsOf } from '../../lib/api';
import type { User } from '../../lib/person';

interface Found {
  /** null: not known yet. */
  people: readonly User[] | null;
  problem: string | null;
}

const SETTLE_MS = 200;

/** The people who match; everybody for an empty query; nobody is asked for while it is null. */
export function useSearch(query: string | null, onUnauthorized: () => void): Found {
  const [people, setPeople] = useState<readonly User[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (query === null) return;
    let current = true;
    const find = async () => {
      try {
        const found = await api<User[]>(`/api/users?limit=50&query=${encodeURIComponent(query)}`);
        if (!current) return;
        setPeople(found);
        setProblem(null);
      } catch (cause) {
        if (isUnauthorized(cause)) onUnauthorized();
        else if (current) setProblem(wordsOf(cause, 'People cannot be listed.'));
      }
    };
    const timer = setTimeout(() => void find(), query ? SETTLE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, onUnauthorized]);

  return { people, problem };
}
