/** Somebody who can be called. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Relative to our own origin, or anywhere. */
  readonly avatarUrl?: string | null;
}

/** Somebody as account-service tells. */
export interface User extends Person {
  readonly username: string;
}

export type CallMedia = 'video' | 'audio';
