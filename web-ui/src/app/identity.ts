import type { Session } from '../features/account/account';
import type { SessionNews } from '../features/account/tabs';
import type { User } from '../lib/person';

/** Whom this page shows. */
export type Identity =
  /** Nobody until the server has said whose the cookie is; `was` is the user who was shown before. */
  | { readonly kind: 'asking'; readonly was: User | null }
  /** `other` is signed in in another tab, and this page can go on as that user. */
  | { readonly kind: 'out'; readonly words: string | null; readonly other: User | null }
  | { readonly kind: 'in'; readonly session: Session };

export const SIGNED_OUT = 'You were signed out. Sign in again.';

/** The server has said whose the cookie is. The page never turns from one user into another by itself. */
export function told(identity: Identity, session: Session): Identity {
  const was = identity.kind === 'asking' ? identity.was : null;
  return was === null || was.id === session.user.id ? { kind: 'in', session } : replacedBy(session.user);
}

/** Another tab has signed in or out. */
export function heard(identity: Identity, news: SessionNews): Identity {
  switch (identity.kind) {
    case 'asking':
      return identity; // the answer to the question is newer
    case 'out':
      if (news.kind === 'in') return { ...identity, other: news.user };
      return identity.other?.id === news.userId ? { ...identity, other: null } : identity;
    case 'in': {
      const isSame = identity.session.user.id === (news.kind === 'in' ? news.user.id : news.userId);
      if (news.kind === 'in') return isSame ? identity : replacedBy(news.user);
      return isSame ? { kind: 'out', words: 'You signed out in another tab.', other: null } : identity;
    }
  }
}

function replacedBy(user: User): Identity {
  return { kind: 'out', words: 'Somebody else has signed in in another tab of this browser.', other: user };
}
