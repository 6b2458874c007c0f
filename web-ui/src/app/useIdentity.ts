import { useCallback, useEffect, useRef, useState } from 'react';
import type { Session } from '../features/account/account';
import { renew, signOut } from '../features/account/account';
import { onTabMessage } from '../features/account/tabs';
import { isUnauthorized, setRequestUser } from '../lib/api';
import type { Identity } from './identity';
import { afterTabMessage, SIGNED_OUT_MESSAGE, afterRenewal } from './identity';

const RETRY_DELAY_MS = 3000;
/** A session that is refused within this time after the server has confirmed it has ended. */
const SECOND_REFUSAL_MS = 10_000;

interface IdentityControl {
  identity: Identity;
  onSignedIn: (session: Session) => void;
  /** The same user with a new token or a changed profile. */
  onSession: (session: Session) => void;
  /** Continues with the session of the browser's cookie. */
  onContinue: () => void;
  onSignOut: () => void;
  /** The server refused the session: it has ended, or the cookie belongs to another user now. */
  onRefused: () => void;
  /** The user has removed this device from the account, on another device. */
  onRevoked: () => void;
}

/** Tracks who is signed in: in this tab, in other tabs, and according to the server. */
export function useIdentity(): IdentityControl {
  const [identity, setIdentity] = useState<Identity>({ kind: 'loading', previous: null });
  const current = useRef(identity);
  const confirmedAt = useRef(-Infinity);

  const show = useCallback((next: Identity) => {
    current.current = next;
    setRequestUser(next.kind === 'signedIn' ? next.session.user.id : null);
    setIdentity(next);
  }, []);

  useEffect(
    () =>
      onTabMessage((message) => {
        show(afterTabMessage(current.current, message));
      }),
    [show],
  );

  useEffect(() => {
    if (identity.kind !== 'loading') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const load = async () => {
      try {
        const session = await renew(); // before the socket is opened, so that its token lasts as long as possible
        if (!isCurrent) return;
        if (identity.previous !== null) confirmedAt.current = Date.now();
        show(afterRenewal(identity, session));
      } catch (cause) {
        if (!isCurrent) return;
        if (isUnauthorized(cause)) {
          show({ kind: 'signedOut', message: identity.previous && SIGNED_OUT_MESSAGE, other: null });
        } else {
          timer = setTimeout(() => void load(), RETRY_DELAY_MS);
        }
      }
    };
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [identity, show]);

  const onSignedIn = useCallback(
    (session: Session) => {
      show({ kind: 'signedIn', session });
    },
    [show],
  );

  const onSession = useCallback(
    (session: Session) => {
      const shown = current.current;
      if (shown.kind !== 'signedIn' || shown.session.user.id !== session.user.id) return; // requested before another user signed in
      show({ kind: 'signedIn', session });
    },
    [show],
  );

  const onContinue = useCallback(() => {
    show({ kind: 'loading', previous: null });
  }, [show]);

  const onRefused = useCallback(() => {
    if (current.current.kind !== 'signedIn') return;
    const { user } = current.current.session;
    const isOver = Date.now() - confirmedAt.current < SECOND_REFUSAL_MS;
    show(
      isOver
        ? { kind: 'signedOut', message: SIGNED_OUT_MESSAGE, other: null }
        : { kind: 'loading', previous: user },
    );
  }, [show]);

  const signOutWith = useCallback(
    (message: string | null) => {
      if (current.current.kind !== 'signedIn') return;
      const { user } = current.current.session;
      const showSignedOut = (text: string | null) => {
        show({ kind: 'signedOut', message: text, other: null });
      };
      signOut(user).then(
        () => {
          showSignedOut(message);
        },
        (cause: unknown) => {
          if (isUnauthorized(cause)) onRefused();
          else
            showSignedOut(
              'Visavis cannot be reached, so this browser is still signed in. Reload the page, then sign out.',
            );
        },
      );
    },
    [show, onRefused],
  );

  const onSignOut = useCallback(() => {
    signOutWith(null);
  }, [signOutWith]);

  const onRevoked = useCallback(() => {
    // otherwise the page would sign in again automatically when it is reloaded
    signOutWith('This device was removed from your account. Sign in again to use it.');
  }, [signOutWith]);

  return { identity, onSignedIn, onSession, onContinue, onSignOut, onRefused, onRevoked };
}
