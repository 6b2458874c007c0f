import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { SignIn } from '../features/account/SignIn';
import type { HomeProps } from './Home';
import { createQueryClient } from './queries';
import { useIdentity } from './useIdentity';

const Home = lazy(() => import('./Home').then((module) => ({ default: module.Home })));

export function App() {
  const { identity, onSignedIn, onSession, onContinue, onSignOut, onRefused, onRevoked } = useIdentity();
  switch (identity.kind) {
    case 'loading':
      return <LoadingScreen />;
    case 'signedOut':
      return (
        <SignIn
          message={identity.message}
          other={identity.other}
          onContinue={onContinue}
          onSignedIn={onSignedIn}
        />
      );
    case 'signedIn':
      return (
        <SignedIn
          key={identity.session.user.id}
          session={identity.session}
          onSession={onSession}
          onSignOut={onSignOut}
          onUnauthorized={onRefused}
          onRevoked={onRevoked}
        />
      );
  }
}

/** The pages of one user, with a cache of what they read. */
function SignedIn(props: HomeProps) {
  const [queries] = useState(() => createQueryClient(props.onUnauthorized));
  return (
    <QueryClientProvider client={queries}>
      <Suspense fallback={<LoadingScreen />}>
        <Home {...props} />
      </Suspense>
    </QueryClientProvider>
  );
}

/** Shows a text only if loading takes long. */
function LoadingScreen() {
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
      {slow && 'Connecting to Visavis…'}
    </p>
  );
}
