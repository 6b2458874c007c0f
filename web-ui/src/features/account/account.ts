import { api } from '../../lib/api';
import type { Person } from '../../lib/person';

export interface User extends Person {
  readonly username: string;
}

/** Who the session's cookie belongs to; throws ApiError 401 for nobody. */
export function whoAmI(): Promise<User> {
  return api<User>('/api/users/me');
}

export async function signIn(username: string, password: string): Promise<User> {
  return (await api<{ user: User }>('/api/auth/login', { method: 'POST', body: { username, password } }))
    .user;
}

export async function signUp(username: string, password: string, name: string): Promise<User> {
  const body = { username, password, name };
  return (await api<{ user: User }>('/api/auth/signup', { method: 'POST', body })).user;
}

export function signOut(): Promise<void> {
  return api('/api/auth/logout', { method: 'POST' });
}
