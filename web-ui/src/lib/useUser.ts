import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import type { User } from './person';

const FRESH_MS = 60_000;

/** A user's profile; undefined until it is known. Loads nothing without an id. */
export function useUser(id: string | undefined): { user: User | undefined; error: Error | null } {
  const { data, error } = useQuery({
    queryKey: ['user', id],
    queryFn: () => api<User>(`/api/users/${encodeURIComponent(id ?? '')}`),
    enabled: id !== undefined,
    staleTime: FRESH_MS,
  });
  return { user: data, error };
}
