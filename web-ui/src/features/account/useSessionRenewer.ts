import { useEffect } from 'react';
import type { Session } from './account';
import { renew } from './account';
import { SessionRenewer } from './SessionRenewer';

/** Renews the session for as long as the component is there; all three arguments have to stay the same meanwhile. */
export function useSessionRenewer(
  first: Session,
  onRenewed: (session: Session) => void,
  onOver: () => void,
): void {
  useEffect(() => {
    const renewer = new SessionRenewer({ renew, onRenewed, onOver });
    renewer.schedule(first);
    return () => {
      renewer.stop();
    };
  }, [first, onRenewed, onOver]);
}
