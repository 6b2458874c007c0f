import { useCallback, useEffect, useState } from 'react';
import type { User } from '../features/account/account';
import { signOut, whoAmI } from '../features/account/account';
import { SignIn } from '../features/account/SignIn';
import { ApiError } from '../lib/api';
import { Home } from './Home';

type Account = { kind: 'asking' } | { kind: 'out'; words: string | null } | { kind: 'in'; user: User };

const UNREACHABLE_RETRY_MS = 3000;

export function App() {
  const [account, setAccount] = useState<Account>({ kind: 'asking' });

  useEffect(() => {
    if (account.kind !== 'asking') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      try {
        const user = await whoAmI();
        if (current) setAccount({ kind: 'in', user });
      } catch (cause) {
        if (!current) return;
        if (cause instanceof ApiError && cause.status === 401) setAccount({ kind: 'out', words: null });
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

  const onSignOut = useCallback(() => {
    const out = () => {
      leave(null);
    };
    signOut().then(out, out);
  }, [leave]);

  const onRevoked = useCallback(() => {
    const out = () => {
      leave('This device was removed from your account.');
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
          onSignedIn={(user) => {
            setAccount({ kind: 'in', user });
          }}
        />
      );
    case 'in':
      return (
        <Home
          key={account.user.id}
          user={account.user}
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
