import { useEffect, useState } from 'react';
import { api, ApiError } from '../../lib/api';
import type { Person } from '../../lib/person';

export interface Listed extends Person {
  readonly username: string;
}

export type Presence = 'online' | 'offline' | 'in-call';

interface People {
  /** null: not known yet. */
  people: readonly Listed[] | null;
  presence: ReadonlyMap<string, Presence>;
  problem: string | null;
}

const SETTLE_MS = 200;
const PRESENCE_EVERY_MS = 3000;

/** The people that match, and where they are: asked anew every few seconds while the page is looked at. */
export function usePeople(query: string, onUnauthorized: () => void): People {
  const [people, setPeople] = useState<readonly Listed[] | null>(null);
  const [presence, setPresence] = useState<ReadonlyMap<string, Presence>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    const find = async () => {
      try {
        const found = await api<Listed[]>(`/api/users?limit=50&query=${encodeURIComponent(query)}`);
        if (!current) return;
        setPeople(found);
        setProblem(null);
      } catch (cause) {
        if (cause instanceof ApiError && cause.status === 401) onUnauthorized();
        else if (current) setProblem(cause instanceof Error ? cause.message : 'People cannot be listed.');
      }
    };
    const timer = setTimeout(() => void find(), query ? SETTLE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, onUnauthorized]);

  const ids = people?.map(({ id }) => id).join(',') ?? '';
  useEffect(() => {
    if (!ids) return;
    let current = true;
    const ask = async () => {
      if (document.hidden) return;
      try {
        const known = await fetchPresence(ids);
        if (current) setPresence(known);
      } catch (cause) {
        if (cause instanceof ApiError && cause.status === 401) onUnauthorized();
        else console.warn('presence unknown', cause);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), PRESENCE_EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [ids, onUnauthorized]);

  return { people, presence, problem };
}

async function fetchPresence(ids: string): Promise<ReadonlyMap<string, Presence>> {
  const { users } = await api<{ users: { userId: string; online: boolean; inCall: boolean }[] }>(
    `/api/presence?userIds=${ids}`,
  );
  return new Map(
    users.map(({ userId, online, inCall }) => [userId, !online ? 'offline' : inCall ? 'in-call' : 'online']),
  );
}
