import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../features/account/account';
import { renew, signOut } from '../features/account/account';
import { SignIn } from '../features/account/SignIn';
import { isUnauthorized } from '../lib/api';
import { Home } from './Home';

type Account = { kind: 'asking' } | { kind: 'out'; words: string | null } | { kind: 'in'; session: Session };

const UNREACHABLE_RETRY_MS = 3000;

export function App() {
  const [account, setAccount] = useState<Account>({ kind: 'asking' });

  useEffect(() => {
    if (account.kind !== 'asking') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      try {
        const session = await renew(); // before the socket is opened, so that its token lasts as long as it can
        if (current) setAccount({ kind: 'in', session });
      } catch (cause) {
        if (!current) return;
        if (isUnauthorized(cause)) setAccount({ kind: 'out', words: null });
        else timer = setTimeout(() => void ask(), UNREACHABLE_RETRY_MS);
      }
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [account.kind]);

  const leave = useCallback((words: string | null) => {
    setAccount({ kind: 'out', words });
  }, []);

  const onSession = useCallback((session: Session) => {
    setAccount({ kind: 'in', session });
  }, []);

  const onSignOut = useCallback(() => {
    const out = () => {
      leave(null);
    };
    signOut().then(out, out);
  }, [leave]);

  const onRevoked = useCallback(() => {
    const out = () => {
      leave('This device was removed from your account. Sign in again to use it.');
    };
    signOut().then(out, out); // otherwise the page would sign in again by itself when it is loaded anew
  }, [leave]);

  switch (account.kind) {
    case 'asking':
      return <Asking />;
    case 'out':
      return (
        <SignIn
          words={account.words}
          onSignedIn={(session) => {
            setAccount({ kind: 'in', session });
          }}
        />
      );
    case 'in':
      return (
        <Home
          key={account.session.user.id}
          session={account.session}
          onSession={onSession}
          onSignOut={onSignOut}
          onSessionOver={leave}
          onRevoked={onRevoked}
        />
      );
  }
}

/** Says something only if it takes long. */
function Asking() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSlow(true);
    }, 1500);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <p role="status" className="grid min-h-dvh place-items-center text-zinc-600 dark:text-zinc-400">
      {slow && 'Reaching Visavis…'}
    </p>
  );
}
