/** Somebody who can be called. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly avatarUrl?: string;
}

export type CallMedia = 'video' | 'audio';
