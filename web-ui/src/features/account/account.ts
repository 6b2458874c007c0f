import { api } from '../../lib/api';
import type { User } from '../../lib/person';
import { notifyTabs } from './tabs';

/** The signed-in user, and when the session ends. */
export interface Session {
  readonly user: User;
  /** The clock of this device, in epoch milliseconds. */
  readonly expiresAt: number;
}

interface SignedIn {
  user: User;
  /** Seconds. */
  expiresIn: number;
}

export function signIn(username: string, password: string): Promise<Session> {
  return requestSession('/api/auth/login', { username, password });
}

export function signUp(username: string, password: string, name: string): Promise<Session> {
  return requestSession('/api/auth/signup', { username, password, name });
}

/** Renews the token of the cookie's session. Throws ApiError 401 if there is no session. */
export function renew(): Promise<Session> {
  return requestSession('/api/auth/refresh', undefined);
}

export async function signOut({ id }: User): Promise<void> {
  await api('/api/auth/logout', { method: 'POST' });
  notifyTabs({ kind: 'signedOut', userId: id });
}

async function requestSession(path: string, body: unknown): Promise<Session> {
  const { user, expiresIn } = await api<SignedIn>(path, { method: 'POST', body });
  notifyTabs({ kind: 'signedIn', user });
  return { user, expiresAt: Date.now() + expiresIn * 1000 };
}
