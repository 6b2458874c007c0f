import { useEffect } from 'react';
import type { Session } from './account';
import { renew } from './account';
import { SessionKeeper } from './SessionKeeper';

/** Renews the session for as long as the component is there; all three arguments have to stay the same meanwhile. */
export function useSessionKeeper(
  first: Session,
  onRenewed: (session: Session) => void,
  onOver: () => void,
): void {
  useEffect(() => {
    const keeper = new SessionKeeper({ renew, onRenewed, onOver });
    keeper.keep(first);
    return () => {
      keeper.stop();
    };
  }, [first, onRenewed, onOver]);
}
