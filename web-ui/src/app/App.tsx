import { lazy, Suspense, useEffect, useState } from 'react';
import { SignIn } from '../features/account/SignIn';
import { useIdentity } from './useIdentity';
import { useSignInAddress } from './useSignInAddress';

const SignedIn = lazy(() => import('./SignedIn').then((module) => ({ default: module.SignedIn })));

/** The root of all pages: for a user, or the sign-in page. */
export function App() {
  const { identity, onSignedIn, onSession, onContinue, onSignOut, onRefused, onRevoked } = useIdentity();
  useSignInAddress(identity);
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
        <Suspense fallback={<LoadingScreen />}>
          <SignedIn
            key={identity.session.user.id}
            session={identity.session}
            onSession={onSession}
            onSignOut={onSignOut}
            onUnauthorized={onRefused}
            onRevoked={onRevoked}
          />
        </Suspense>
      );
  }
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
