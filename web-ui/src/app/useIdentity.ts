import { useCallback, useEffect, useRef, useState } from 'react';
import type { Session } from '../features/account/account';
import { renew, signOut } from '../features/account/account';
import { hearTabs } from '../features/account/tabs';
import { isUnauthorized, requestAs } from '../lib/api';
import type { Identity } from './identity';
import { heard, SIGNED_OUT, told } from './identity';

const UNREACHABLE_RETRY_MS = 3000;
/** A session that is refused again this soon after the server has confirmed it is over. */
const REFUSED_AGAIN_MS = 10_000;

interface IdentityControl {
  identity: Identity;
  onSignedIn: (session: Session) => void;
  /** The same user with a new token or a changed profile. */
  onSession: (session: Session) => void;
  /** Goes on with whatever session the browser has. */
  onContinue: () => void;
  onSignOut: () => void;
  /** The server refused the session: it is over, or the cookie is of another user by now. */
  onRefused: () => void;
  /** The user has removed this device from the account, from another one. */
  onRevoked: () => void;
}

/** Follows who is signed in: here, in the other tabs, and as far as the server is concerned. */
export function useIdentity(): IdentityControl {
  const [identity, setIdentity] = useState<Identity>({ kind: 'asking', was: null });
  const current = useRef(identity);
  const confirmedAt = useRef(-Infinity);

  const show = useCallback((next: Identity) => {
    current.current = next;
    requestAs(next.kind === 'in' ? next.session.user.id : null);
    setIdentity(next);
  }, []);

  useEffect(
    () =>
      hearTabs((news) => {
        show(heard(current.current, news));
      }),
    [show],
  );

  useEffect(() => {
    if (identity.kind !== 'asking') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const ask = async () => {
      try {
        const session = await renew(); // before the socket is opened, so that its token lasts as long as it can
        if (!isCurrent) return;
        if (identity.was !== null) confirmedAt.current = Date.now();
        show(told(identity, session));
      } catch (cause) {
        if (!isCurrent) return;
        if (isUnauthorized(cause)) {
          show({ kind: 'out', words: identity.was && SIGNED_OUT, other: null });
        } else {
          timer = setTimeout(() => void ask(), UNREACHABLE_RETRY_MS);
        }
      }
    };
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [identity, show]);

  const onSignedIn = useCallback(
    (session: Session) => {
      show({ kind: 'in', session });
    },
    [show],
  );

  const onSession = useCallback(
    (session: Session) => {
      const shown = current.current;
      if (shown.kind !== 'in' || shown.session.user.id !== session.user.id) return; // asked for before another user signed in
      show({ kind: 'in', session });
    },
    [show],
  );

  const onContinue = useCallback(() => {
    show({ kind: 'asking', was: null });
  }, [show]);

  const onRefused = useCallback(() => {
    if (current.current.kind !== 'in') return;
    const { user } = current.current.session;
    const isOver = Date.now() - confirmedAt.current < REFUSED_AGAIN_MS;
    show(isOver ? { kind: 'out', words: SIGNED_OUT, other: null } : { kind: 'asking', was: user });
  }, [show]);

  const leave = useCallback(
    (words: string | null) => {
      if (current.current.kind !== 'in') return;
      const { user } = current.current.session;
      const out = (said: string | null) => {
        show({ kind: 'out', words: said, other: null });
      };
      signOut(user).then(
        () => {
          out(words);
        },
        (cause: unknown) => {
          if (isUnauthorized(cause)) onRefused();
          else
            out(
              'Visavis could not be reached, so this browser is still signed in. Load the page again, then sign out.',
            );
        },
      );
    },
    [show, onRefused],
  );

  const onSignOut = useCallback(() => {
    leave(null);
  }, [leave]);

  const onRevoked = useCallback(() => {
    // otherwise the page would sign in again by itself when it is loaded anew
    leave('This device was removed from your account. Sign in again to use it.');
  }, [leave]);

  return { identity, onSignedIn, onSession, onContinue, onSignOut, onRefused, onRevoked };
}
