import { useEffect } from 'react';
import type { Session } from './account';
import { renew } from './account';
import { SessionRenewer } from './SessionRenewer';

/** Renews the session while the component is mounted. The three arguments must be the same on each render. */
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
