import type { Session } from '../features/account/account';
import type { SessionMessage } from '../features/account/tabs';
import type { User } from '../lib/person';

/** The user that this page shows. */
export type Identity =
  /** Nobody, until the server has confirmed the cookie's user; `previous` is the user that was shown before. */
  | { readonly kind: 'loading'; readonly previous: User | null }
  /** `other` has signed in in another tab, and this page can continue as that user. */
  | { readonly kind: 'signedOut'; readonly message: string | null; readonly other: User | null }
  | { readonly kind: 'signedIn'; readonly session: Session };

export const SIGNED_OUT_MESSAGE = 'You were signed out. Sign in again.';

/** The server has confirmed the cookie's user. The page never switches to another user on its own. */
export function afterRenewal(identity: Identity, session: Session): Identity {
  const was = identity.kind === 'loading' ? identity.previous : null;
  return was === null || was.id === session.user.id
    ? { kind: 'signedIn', session }
    : replacedBy(session.user);
}

/** Another tab has signed in or out. */
export function afterTabMessage(identity: Identity, message: SessionMessage): Identity {
  switch (identity.kind) {
    case 'loading':
      return identity; // the server's reply is newer
    case 'signedOut':
      if (message.kind === 'signedIn') return { ...identity, other: message.user };
      return identity.other?.id === message.userId ? { ...identity, other: null } : identity;
    case 'signedIn': {
      const isSame =
        identity.session.user.id === (message.kind === 'signedIn' ? message.user.id : message.userId);
      if (message.kind === 'signedIn') return isSame ? identity : replacedBy(message.user);
      return isSame
        ? { kind: 'signedOut', message: 'You signed out in another tab.', other: null }
        : identity;
    }
  }
}

function replacedBy(user: User): Identity {
  return {
    kind: 'signedOut',
    message: 'Another user has signed in in another tab of this browser.',
    other: user,
  };
}
