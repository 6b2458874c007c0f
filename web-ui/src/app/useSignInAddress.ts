import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { nextFor, pageAfterSignIn, parseSearch, SIGN_IN } from './addresses';
import type { Identity } from './identity';

/**
 * While nobody is signed in, the address is that of the sign-in page, and it remembers the page that was asked for. That
 * page opens after the sign-in. A user who signs out has left their page.
 */
export function useSignInAddress(identity: Identity): void {
  const navigate = useNavigate();
  const { pathname, href, searchStr } = useLocation();
  const wasSignedIn = useRef(false);
  const { kind } = identity;
  const message = kind === 'signedOut' ? identity.message : null;
  useEffect(() => {
    if (kind === 'signedOut' && pathname !== SIGN_IN) {
      const hasLeft = wasSignedIn.current && message === null;
      void navigate({ to: SIGN_IN, search: { next: hasLeft ? undefined : nextFor(href) }, replace: true });
    }
    if (kind === 'signedIn' && pathname === SIGN_IN) {
      void navigate({ href: pageAfterSignIn(parseSearch(searchStr)['next']), replace: true });
    }
    wasSignedIn.current = kind === 'signedIn';
  }, [kind, message, pathname, href, searchStr, navigate]);
}
