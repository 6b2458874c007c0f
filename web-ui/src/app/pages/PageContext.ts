import { createContext, use } from 'react';
import type { MissedCalls } from '../../features/history/MissedCalls';
import type { PresenceStore } from '../../features/people/PresenceStore';
import type { Relations } from '../../features/people/useRelations';
import type { CallMedia, Person, User } from '../../lib/person';

/** What the pages of a signed-in user share. */
interface PageContextValue {
  readonly user: User;
  readonly thisDevice: string;
  readonly relations: Relations;
  readonly presence: PresenceStore;
  readonly missed: MissedCalls;
  /** The number of missed calls that the user has not seen yet. */
  readonly unseen: number;
  /** This device has a call that rings or continues. */
  readonly inCall: boolean;
  readonly onUser: (user: User) => void;
  readonly onCall: (person: Person, media: CallMedia) => void;
  readonly onGroupCall: (people: readonly Person[], media: CallMedia) => void;
  readonly onJoin: (callId: string, people: readonly Person[], media: CallMedia) => void;
}

export const PageContext = createContext<PageContextValue | null>(null);

/** Only for components inside a page of a signed-in user. */
export function usePageContext(): PageContextValue {
  const value = use(PageContext);
  if (!value) throw new Error('This component is not inside a page of a signed-in user');
  return value;
}
