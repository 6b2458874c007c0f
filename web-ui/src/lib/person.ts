/** A user who can be called. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Absolute, or relative to the page's origin. */
  readonly avatarUrl?: string | null;
}

/** A user as account-service describes them. */
export interface User extends Person {
  readonly username: string;
}

export type CallMedia = 'video' | 'audio';
